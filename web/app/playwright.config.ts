/**
 * Browser tests against a running Parcours. PARCOURS_URL says where it is, PARCOURS_LINK is a
 * one-time sign-in link (`parcours user link …`) that the first step spends.
 */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  // One server, one story: the tests share its data and its one-time link.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI ? "dot" : "list",
  use: {
    baseURL: process.env.PARCOURS_URL ?? "http://127.0.0.1:7878",
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
