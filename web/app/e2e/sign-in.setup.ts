/** Signs in once with the one-time link; every other test starts from this session. */
import { expect, test as setup } from "@playwright/test";
import { api } from "./helpers";
import { SESSION } from "./session";

setup("the one-time link signs in, and works once", async ({ page, browser, baseURL }) => {
  const link = process.env.PARCOURS_LINK;
  if (!link) throw new Error("PARCOURS_LINK must hold a one-time sign-in link");
  // Only its path and token: the server may stand behind another address here.
  const { pathname, hash } = new URL(link);

  await page.goto(pathname + hash);
  await expect(page.getByRole("navigation").first()).toBeVisible();
  await expect(page).toHaveURL(/\/journeys\/jrn_/);
  await api(page, "PATCH", "/api/v1/me", { language: "en" });
  await page.context().storageState({ path: SESSION });

  const stranger = await browser.newPage({ baseURL, locale: "en-GB" });
  await stranger.goto(pathname + hash);
  await expect(stranger.getByText("This link no longer works")).toBeVisible();
  await stranger.close();
});
