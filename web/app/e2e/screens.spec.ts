/** Every main screen for everybody: accessibility rules in both schemes, and narrow screens. */
import { expect, test } from "@playwright/test";
import { card, expectAccessible, expectNoSidewaysScroll, foulee } from "./helpers";

/** Screens by address, with a text that says they are drawn. */
const screens = [
  ["/journeys", "De l’envie de courir à la première sortie"],
  ["/journeys?new=true", "Start from"],
  ["/personas", "Camille, coureuse débutante"],
  ["/customers", "Show more"],
  ["/imports", "Choose a file"],
  ["/settings/profile", "Language"],
  ["/settings/sources", "Boutique Foulée"],
  ["/settings/users", "Invite someone"],
  ["/settings/tokens", "New token"],
  ["/settings/log", "Where it lies"],
  ["/settings/audit", "Detail"],
  ["/settings/system", "SQLite"],
] as const;

test.describe("accessibility", () => {
  for (const scheme of ["light", "dark"] as const) {
    test(`the map and its panels, ${scheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`/journeys/${await foulee(page)}`);
      await expect(card(page, "Panier").getByText(/customers$/)).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("link", { name: "Panier" }).click();
      await expect(page.getByRole("complementary").getByText("Matches")).toBeVisible();
      await expectAccessible(page, "aside");
      await page.getByRole("button", { name: /unclaimed/ }).click();
      await expect(page.getByLabel("Add to the stage")).toBeVisible();
      await expectAccessible(page, "aside");
    });
  }

  for (const [address, drawn] of screens) {
    test(`${address}`, async ({ page }) => {
      await page.goto(address);
      await expect(page.getByText(drawn).first()).toBeVisible();
      await expectAccessible(page);
    });
  }
});

test.describe("390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the map shows one stage at a time, and the panel covers it", async ({ page }) => {
    await page.goto(`/journeys/${await foulee(page)}`);
    await expect(card(page, "Recherche Google")).toBeInViewport();
    await expect(card(page, "Panier")).not.toBeInViewport();
    await page.getByRole("button", { name: "Next stage" }).click();
    await expect(page.getByText("2 of 5")).toBeVisible();
    await expect(card(page, "Lettre mensuelle")).toBeInViewport();
    await expect(card(page, "Recherche Google")).not.toBeInViewport();
    await expectNoSidewaysScroll(page);

    await page.getByRole("link", { name: "Lettre mensuelle" }).click();
    const panel = page.getByRole("complementary");
    await expect(panel.getByText("Matches")).toBeVisible();
    expect((await panel.boundingBox())?.width).toBe(390);
    await expectAccessible(page);
    await panel.getByRole("button", { name: "Close the panel" }).click();
    await expect(card(page, "Lettre mensuelle")).toBeInViewport();
  });

  test("no screen sticks out", async ({ page }) => {
    for (const [address, drawn] of screens) {
      await page.goto(address);
      await expect(page.getByText(drawn).first()).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  });
});
