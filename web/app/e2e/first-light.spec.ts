/** The chain from an event to the map: figures that are there, and figures that move. */
import { expect, test } from "@playwright/test";
import { api, card, draw, figuresOf, foulee, run, send } from "./helpers";

test("Foulée’s map shows its figures", async ({ page }) => {
  await page.goto(`/journeys/${await foulee(page)}`);

  await expect(page.getByRole("heading", { level: 1 })).toContainText("première sortie");
  await expect(page.getByRole("article")).toHaveCount(24);
  // The header's line: how many customers, and the share that reaches the goal.
  const header = page.locator("header").first();
  await expect(header.getByText(/^[\d,]+ customers/)).toBeVisible();
  await expect(header.getByText(/% reach the goal/)).toBeVisible();
  const product = card(page, "Fiche produit");
  await expect(product.getByText(/^[\d,]+ customers$/)).toBeVisible();
  const figures = await figuresOf(page, "Fiche produit");
  await expect(figures.getByText("Reached")).toBeVisible();
  await expect(figures.getByText(/^\d+%$/).first()).toBeVisible();

  // Another period has its own address and its own figures.
  const before = await product.getByText(/customers$/).textContent();
  await page.getByRole("button", { name: "Period: Last 30 days" }).click();
  await page.getByRole("button", { name: "Last 90 days" }).click();
  await expect(page).toHaveURL(/period=90d/);
  await expect(product.getByText(/customers$/)).not.toHaveText(before ?? "");
});

test("events of a new source move a touchpoint without a reload", async ({ page, baseURL }) => {
  const kind = `parcel_scanned_${run}`;
  const visit = (user: string) => ({
    type: "track",
    event: kind,
    userId: `${user}-${run}`,
    messageId: `${user}-${run}`,
  });

  await page.goto("/settings/sources");
  await page.getByRole("button", { name: "New source" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(`Depot ${run}`);
  await dialog.getByLabel("Kind").selectOption({ label: "Server" });
  await dialog.getByRole("button", { name: "Create the source" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Depot ${run}` })).toBeVisible();
  const shown = await page.locator("code").filter({ hasText: "Write key" }).innerText();
  const key = /wk_\w+/.exec(shown)?.[0] ?? "";

  const journey = await draw(page, `Parcels ${run}`, {
    Decision: { "Parcel scanned": kind },
    Retention: { "Parcel opened": `parcel_opened_${run}` },
  });
  await page.goto(`/journeys/${journey.id}`);
  const touchpoint = card(page, "Parcel scanned");
  await expect(touchpoint.getByText("No interaction in this period")).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  // Lost when the page is loaded anew.
  await page.evaluate(() => document.body.setAttribute("data-same-page", ""));

  await send(baseURL, key, [visit("ana"), visit("bea")]);
  await expect(touchpoint.getByText("2 customers")).toBeVisible();
  // Too few for a share one could believe.
  const figures = await figuresOf(page, "Parcel scanned");
  await expect(figures.getByText("too few").first()).toBeVisible();
  await send(baseURL, key, [visit("cleo")]);
  await expect(touchpoint.getByText("3 customers")).toBeVisible();
  await expect(figures.getByText("3", { exact: true })).toBeVisible();
  await expect(page.locator("body[data-same-page]")).toBeVisible();
});

test("a source shows its last events as they arrive, also a refused one", async ({
  page,
  baseURL,
}) => {
  const source = await api<{ id: string; keys: { key: string }[] }>(
    page,
    "POST",
    "/api/v1/sources",
    { name: `Shop ${run}`, kind: "server" },
  );
  const key = source.keys[0]?.key ?? "";
  await page.goto(`/settings/sources/${source.id}`);
  await expect(page.getByText(/^No event yet/)).toBeVisible();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  const order = {
    type: "track",
    event: "Order Completed",
    userId: `dora-${run}`,
    messageId: `order-${run}`,
    properties: { total: 129.9, currency: "EUR" },
  };
  await send(baseURL, key, [order]);
  const events = page.getByRole("listitem").filter({ has: page.locator("summary") });
  await expect(events).toHaveCount(1);
  await expect(events.first()).toContainText("Stored");
  await expect(events.first()).toContainText("Order Completed");

  await send(baseURL, key, [order, { type: "track", event: "Order Completed" }]);
  await expect(events).toHaveCount(3);
  await expect(events.filter({ hasText: "Duplicate" })).toHaveCount(1);
  const refused = events.filter({ hasText: "Refused" });
  await expect(refused).toContainText("userId");

  // The payload as it was sent, and the customer it became.
  await events.filter({ hasText: "Stored" }).locator("summary").click();
  await expect(events.filter({ hasText: "Stored" }).locator("pre")).toContainText('"total": 129.9');
  await events.filter({ hasText: "Stored" }).getByRole("link", { name: "Customer" }).click();
  await expect(page).toHaveURL(/\/customers\/cus_/);
  await expect(page.getByText(`dora-${run}`).first()).toBeVisible();
});
