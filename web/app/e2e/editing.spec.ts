/** Drawing: what can be changed on a map, by mouse and by keyboard, and what publishing keeps. */
import { expect, test } from "@playwright/test";
import { card, cardNames, draw, run } from "./helpers";

test("touchpoints are renamed, moved by keyboard, deleted and brought back", async ({ page }) => {
  const { id } = await draw(page, `Drawing ${run}`, {
    Awareness: { Alpha: null, Beta: null },
    Consideration: { Gamma: null },
  });
  await page.goto(`/journeys/${id}`);

  await page.getByRole("button", { name: "Actions for Alpha" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByLabel("Name of the touchpoint").fill("Alpha prime");
  await page.keyboard.press("Enter");
  await expect(cardNames(page, "Awareness")).toHaveText(["Alpha prime", "Beta"]);

  // The card is picked up from its name, carried with the arrows, dropped with Space.
  const spoken = page.locator("[data-announcements]");
  await page.getByRole("link", { name: "Alpha prime" }).focus();
  await page.keyboard.press("Space");
  await expect(spoken).toHaveText("Alpha prime picked up.");
  await page.keyboard.press("ArrowRight");
  await expect(spoken).toContainText("is now over “Awareness”, position 2");
  await page.keyboard.press("ArrowRight");
  await expect(spoken).toContainText("is now over “Consideration”, position 1");
  await page.keyboard.press("Space");
  await expect(cardNames(page, "Consideration")).toHaveText(["Alpha prime", "Gamma"]);
  await expect(cardNames(page, "Awareness")).toHaveText(["Beta"]);

  await page.getByRole("button", { name: "Actions for Gamma" }).click();
  await page.getByRole("menuitem", { name: "Delete the touchpoint" }).click();
  await expect(cardNames(page, "Consideration")).toHaveText(["Alpha prime"]);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(cardNames(page, "Consideration")).toHaveText(["Alpha prime", "Gamma"]);

  await page.reload();
  await expect(cardNames(page, "Awareness")).toHaveText(["Beta"]);
  await expect(cardNames(page, "Consideration")).toHaveText(["Alpha prime", "Gamma"]);
});

test("the panel saves by itself", async ({ page }) => {
  const { id } = await draw(page, `Panel ${run}`, { Decision: { Checkout: null } });
  await page.goto(`/journeys/${id}`);
  await page.getByRole("link", { name: "Checkout" }).click();
  const panel = page.getByRole("complementary");
  await panel.getByLabel("What the customer feels").fill("In a hurry");
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(panel.getByLabel("What the customer feels")).toHaveValue("In a hurry");

  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
});

test("a signal shows what it matches while it is typed", async ({ page }) => {
  const { id } = await draw(page, `Signals ${run}`, { Decision: { Checkout: null } });
  await page.goto(`/journeys/${id}?period=365d`);
  await page.getByRole("link", { name: "Checkout" }).click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("button", { name: "Add a signal" }).click();
  await expect(panel.getByText("Fill in each condition to see what it matches.")).toBeVisible();
  await panel.getByLabel("Value of Kind").fill("checkout_started");
  const preview = panel.getByRole("status").filter({ hasText: "Matches" });
  await expect(preview).toHaveText(/Matches [\d,]+ interactions · [\d,]+ customers/);
  await panel.getByLabel("Value of Kind").fill("no_such_kind");
  await expect(preview).toContainText("Matches nothing in this period");
  await panel.getByLabel("Value of Kind").fill("order_completed");
  await expect(preview).toHaveText(/Matches [\d,]+ interactions/);
  await panel.getByRole("button", { name: "Save the signals" }).click();
  await expect(card(page, "Checkout").getByText(/^[\d,]+ customers$/)).toBeVisible();
});

test("publishing keeps the map as it is, with a note", async ({ page }) => {
  const { id } = await draw(page, `Published ${run}`, { Decision: { Checkout: null } });
  await page.goto(`/journeys/${id}`);
  await page.getByRole("button", { name: "Publish the journey" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Never published")).toBeVisible();
  await dialog.getByLabel("What changed?").fill("The first of all");
  await dialog.getByRole("button", { name: "Publish the journey" }).click();
  await expect(page.getByText("Version 1 published")).toBeVisible();

  // The draft goes on; the version stays.
  await page.getByRole("button", { name: "Add a touchpoint" }).first().click();
  await page.getByLabel("Name of the touchpoint").fill("Delivery");
  await page.keyboard.press("Enter");
  await expect(card(page, "Delivery")).toBeVisible();
  await page.goto(`/journeys/${id}?panel=versions`);
  const panel = page.getByRole("complementary");
  await expect(panel.getByText("The first of all")).toBeVisible();
  await panel.getByRole("link", { name: "Version 1" }).click();
  await expect(page.getByText("Version 1, as published. Read only.")).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Add a touchpoint" })).toHaveCount(0);
});
