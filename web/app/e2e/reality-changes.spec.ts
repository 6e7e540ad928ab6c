/** What a new user finds in two minutes, by clicking alone; and what they do about it. */
import { expect, type Page, test } from "@playwright/test";
import type { components } from "../src/api/schema";
import { api, draw, expectAccessible, expectNoSidewaysScroll, foulee, run } from "./helpers";

type Schemas = components["schemas"];

const panel = (page: Page) => page.getByRole("tabpanel");
const tab = (page: Page, name: string) => page.getByRole("tab", { name, exact: true });

async function looked(page: Page, region?: string) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, region);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });
}

test("from the map to “mobile checkout loses 3 of 10 since 4 March”, and to its customers", async ({
  page,
}) => {
  const id = await foulee(page);
  await page.goto(`/journeys/${id}`);
  await page.getByRole("link", { name: "Reality" }).first().click();
  await tab(page, "What changed").click();
  const mobile = panel(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Paiement" }) })
    .filter({ hasText: "mobile" })
    .first();
  await expect(mobile).toContainText(/Paiement \(mobile\): 3\d.?% of customers stop there/);
  await expect(mobile).toContainText(/4 March \d{4}/);
  await expect(mobile.getByText("Loss · worse")).toBeVisible();
  await looked(page, "[role=tabpanel]");

  // Whose flows, and when, stand in the filters; a card tells who stopped.
  await mobile.getByRole("button", { name: "See the flows then" }).click();
  await expect(page.getByText("device = mobile")).toBeVisible();
  await expect(page).toHaveURL(/from=\d{4}-03-0\d/);
  await page.getByRole("button", { name: /^Paiement, / }).click();
  const detail = page.getByRole("complementary", { name: "Paiement" });
  await detail.getByRole("button", { name: /customers?$/ }).click();
  const drawer = page.getByRole("dialog", { name: "Paiement" });
  await expect(drawer.getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page, "[role=dialog]");

  // …each with their own path, drawn over the touchpoints.
  const way = drawer.getByRole("button", { name: /^The path of / }).first();
  const whose = ((await way.getAttribute("aria-label")) ?? "").replace(
    /^The path of (.*) over.*$/,
    "$1",
  );
  await way.click();
  await expect(panel(page).getByText("The path of")).toBeVisible();
  await expect(panel(page).getByRole("link", { name: whose })).toBeVisible();
  expect(await page.locator("svg [data-shade] path").count()).toBeGreaterThan(0);
  await expectAccessible(page, "[role=tabpanel]");
  await page.getByRole("button", { name: "Back to everybody" }).click();
  await expect(page).not.toHaveURL(/customer=/);
});

test("step by step, from the beginning and back from an order", async ({ page }) => {
  const id = await foulee(page);
  await page.goto(`/reality?journey=${id}&view=steps&period=365d`);
  const said = await api<Schemas["FlowsReport"]>(
    page,
    "GET",
    `/api/v1/reports/flows?journey=${id}&period=365d&steps=5&top=7`,
  );
  const first = said.steps[0]?.nodes[0];
  if (!first?.name) throw new Error("somebody begins somewhere");
  const count = new Intl.NumberFormat("en-GB").format(first.cases);
  const bars = page.getByRole("group", { name: /^Step by step on / });
  const bar = bars.getByRole("button", { name: `${first.name}, ${count} customers` }).first();
  await bar.press("Enter");
  const detail = page.getByRole("complementary", { name: first.name });
  await expect(detail.getByText("Where they go next")).toBeVisible();
  await looked(page, "[role=tabpanel]");

  const customers = await api<Schemas["CustomersBehind"]>(
    page,
    "GET",
    `/api/v1/reports/flows/customers?journey=${id}&period=365d&step=1&at=${encodeURIComponent(first.name)}`,
  );
  await detail.getByRole("button", { name: `${count} customers` }).click();
  const total = new Intl.NumberFormat("en-GB").format(customers.total);
  await expect(page.getByRole("dialog").getByText(`${total} customers`)).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();

  await page.getByRole("combobox", { name: "From" }).fill("Commande");
  await page.getByRole("option", { name: "Commande", exact: true }).click();
  await page.getByText("What came before").click();
  await expect(page).toHaveURL(/way=before/);
  await expect(bars.getByText("−1")).toBeVisible();
  await expect(bars.getByRole("button", { name: /begin here/ }).first()).toBeVisible();
});

test("a finding is dismissed with a reason, taken back, and given to oneself", async ({ page }) => {
  const id = await foulee(page);
  // What a run before decided is taken back.
  const path = `/api/v1/journeys/${id}/findings`;
  const before = await api<{ items: Schemas["Decision"][] }>(page, "GET", path);
  for (const { finding, customers, of_customers } of before.items) {
    await api(page, "PUT", path, { finding, state: "open", customers, of_customers });
  }
  await page.goto(`/reality?journey=${id}&view=drift&period=365d`);
  const row = panel(page).getByRole("listitem").filter({ hasText: "between" }).first();
  await expect(row).toContainText(/95% sure: between/);
  const says = (await row.getByRole("paragraph").first().textContent()) ?? "";
  const same = panel(page).getByRole("listitem").filter({ hasText: says }).first();
  await row.getByRole("button", { name: "Decide" }).click();
  await page.getByRole("menuitem", { name: "Another reason…" }).click();
  await page.getByRole("textbox", { name: "Why?" }).fill(`Wished so, ${run}`);
  await page.getByRole("button", { name: "Dismiss", exact: true }).click();
  await page.getByText(/^Dismissed 1$/).click();
  await expect(same).toContainText(`Wished so, ${run}`);
  await looked(page, "[role=tabpanel]");

  await same.getByRole("button", { name: "Decide" }).click();
  await page.getByRole("menuitem", { name: "Put back on the list" }).click();
  await page.getByText(/^To do \d+$/).click();
  await same.getByRole("button", { name: "Assign" }).click();
  await page.getByRole("menuitem", { name: /Camille Moreau/ }).click();
  await page.getByText(/^Mine 1$/).click();
  await expect(same.getByRole("button", { name: "Camille Moreau" })).toBeVisible();
  // As it was, for whoever looks next.
  await same.getByRole("button", { name: "Camille Moreau" }).click();
  await page.getByRole("menuitem", { name: "Nobody" }).click();
  await expect(page.getByText("Nothing is assigned to you")).toBeVisible();
});

test("what no touchpoint claims is added to the map where it happens, and taken back", async ({
  page,
}) => {
  const { id } = await draw(page, `Cart ${run}`, {
    Decision: { Look: "product_viewed", Buy: "order_completed" },
  });
  const names = async () =>
    (await api<Schemas["Journey"]>(page, "GET", `/api/v1/journeys/${id}`)).stages.flatMap((stage) =>
      stage.touchpoints.map((touchpoint) => touchpoint.name),
    );
  await page.goto(`/reality?journey=${id}&view=drift&period=365d`);
  // Below the first findings are more.
  const name = "Add a touchpoint: Added to cart between Look and Buy";
  const add = page.getByRole("button", { name });
  await expect(panel(page).getByRole("listitem").first()).toBeVisible();
  while (!(await add.isVisible())) {
    await panel(page).getByRole("button", { name: "Show more" }).first().click();
  }
  await add.click();
  await expect(page).toHaveURL(new RegExp(`/journeys/${id}\\?touchpoint=tch_`));
  await expect(page.getByText("“Added to cart” is on the map, with its signal.")).toBeVisible();
  expect(await names()).toEqual(["Look", "Added to cart", "Buy"]);
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect.poll(names).toEqual(["Look", "Buy"]);
});

test("a view is saved under a name, opened again and deleted", async ({ page }) => {
  const id = await foulee(page);
  const name = `Mobile ${run}`;
  // What a run before left behind would be the same view by another name.
  const { items } = await api<{ items: Schemas["SavedView"][] }>(
    page,
    "GET",
    "/api/v1/saved-views",
  );
  for (const { id: old } of items) await api(page, "DELETE", `/api/v1/saved-views/${old}`);
  await page.goto(`/reality?journey=${id}&view=funnel&property=device%3Dmobile&period=365d`);
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("button", { name })).toBeVisible();
  // Names are one's own: a second one says so at its field.
  await page.goto(`/reality?journey=${id}&view=paths`);
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name: "Save this view…" }).click();
  await page.getByRole("textbox", { name: "Name of the view" }).fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/You have a view of this name/)).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name }).click();
  await expect(page).toHaveURL(/view=funnel/);
  await expect(page.getByText("device = mobile")).toBeVisible();
  await page.getByRole("button", { name }).click();
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await expect(page.getByRole("button", { name: "Saved views" })).toBeVisible();
});
