/**
 * Browser tests against a running Parcours that holds the demo's data. PARCOURS_URL says where it
 * is, PARCOURS_LINK is a one-time sign-in link that the project `sign-in` spends; the others start
 * from the session it leaves. `pictures` takes the screenshots of the guide and tests nothing.
 */
import { defineConfig } from "@playwright/test";
import { SESSION } from "./e2e/session";

export default defineConfig({
  testDir: "e2e",
  // One server, one story: the tests share its data and its one-time link.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  // The figures of a year are read by a build without optimisations, on a machine with other work.
  expect: { timeout: 15_000 },
  reporter: "list",
  // On a machine with other work a browser may be held up; what passes at the second try is reported
  // as flaky, by name.
  retries: process.env.CI ? 1 : 0,
  projects: [
    { name: "sign-in", testMatch: "sign-in.setup.ts" },
    {
      name: "browser",
      testMatch: "*.spec.ts",
      testIgnore: "pictures.spec.ts",
      dependencies: ["sign-in"],
      use: { storageState: SESSION },
    },
    {
      name: "pictures",
      testMatch: "pictures.spec.ts",
      dependencies: ["sign-in"],
      use: { storageState: SESSION },
    },
  ],
  use: {
    baseURL: process.env.PARCOURS_URL ?? "http://127.0.0.1:7878",
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
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
