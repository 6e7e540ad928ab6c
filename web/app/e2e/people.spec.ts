/** Who may do what, and in which language they read it. */
import { expect, test } from "@playwright/test";
import { foulee, run } from "./helpers";

test("a viewer reads the map, cannot change it, and chooses a language", async ({
  page,
  browser,
  baseURL,
}) => {
  const journey = await foulee(page);
  await page.goto("/settings/users");
  await page.getByRole("button", { name: "Invite someone" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail").fill(`vera-${run}@example.org`);
  await dialog.getByLabel("Role").selectOption({ label: "Viewer" });
  await dialog.getByLabel("Language").selectOption({ label: "English" });
  await dialog.getByRole("button", { name: "Create the invitation" }).click();
  const link = await page.getByText(/\/invitation#/).innerText();
  const { pathname, hash } = new URL(link.slice(link.indexOf("http")));

  const context = await browser.newContext({ baseURL, storageState: undefined });
  const viewer = await context.newPage();
  await viewer.goto(pathname + hash);
  await viewer.getByLabel("Your name").fill("Vera");
  await viewer.getByLabel("Password", { exact: true }).fill("four quiet green bicycles");
  await viewer.getByRole("button", { name: "Create my account" }).click();
  await expect(viewer.getByRole("navigation").first()).toBeVisible();
  await viewer.goto(`/journeys/${journey}`);
  await expect(viewer.getByRole("article")).toHaveCount(24);
  await expect(viewer.getByRole("button", { name: "Publish the journey" })).toHaveCount(0);
  await expect(viewer.getByRole("button", { name: "Add a touchpoint" })).toHaveCount(0);
  await expect(viewer.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await viewer.getByRole("link", { name: "Fiche produit" }).click();
  await expect(viewer.getByLabel("What the customer feels")).toHaveAttribute("readonly");

  await viewer.goto("/settings/users");
  await expect(viewer.getByText("Ask an administrator: this page is theirs.")).toBeVisible();
  const refused = await viewer.request.patch(`/api/v1/journeys/${journey}`, {
    data: { name: "Mine" },
    headers: {
      "x-csrf-token": (await (await viewer.request.get("/api/v1/session")).json()).csrf_token,
    },
  });
  expect(refused.status()).toBe(403);

  await viewer.goto("/settings/profile");
  await viewer.getByText("Français").click();
  await expect(viewer.getByRole("heading", { level: 1, name: "Profil" })).toBeVisible();
  await viewer.goto(`/journeys/${journey}`);
  await expect(viewer.getByRole("button", { name: /derniers jours/ })).toBeVisible();
  await expect(viewer.locator("html")).toHaveAttribute("lang", "fr");
  await context.close();
});
