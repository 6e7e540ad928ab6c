/** Reality: flows, paths and funnels of Foulée, and where one customer stands. */
import { expect, type Page, test } from "@playwright/test";
import type { components } from "../src/api/schema";
import { api, draw, expectAccessible, expectNoSidewaysScroll, foulee, run, send } from "./helpers";

type Schemas = components["schemas"];

const open = async (page: Page, view: string, more = "") => {
  const id = await foulee(page);
  await page.goto(`/reality?journey=${id}&view=${view}&period=365d${more}`);
  return id;
};
const report = <T>(page: Page, name: string, journey: string, more = "") =>
  api<T>(page, "GET", `/api/v1/reports/${name}?journey=${journey}&period=365d${more}`);

test("flows tell who goes on from a touchpoint, and what they say is what the server counts", async ({
  page,
}) => {
  const id = await open(page, "flow");
  const told = await report<Schemas["TransitionsReport"]>(page, "transitions", id);
  const count = new Intl.NumberFormat("en-GB").format(told.customers);
  await expect(page.getByText(`${count} customers`).first()).toBeVisible();

  await page.getByRole("button", { name: /^Paiement, / }).click();
  const detail = page.getByRole("complementary", { name: "Paiement" });
  await expect(detail.getByText("Where they go next")).toBeVisible();
  await expect(detail.getByText("Commande", { exact: true })).toBeVisible();
  await expectAccessible(page);

  // Fewer passages, fewer lines; the address keeps how many.
  const lines = page.locator("svg [data-shade] path");
  const before = await lines.count();
  const slider = page.getByRole("slider", { name: "Passages shown" });
  for (let press = 0; press < 6; press++) await slider.press("ArrowLeft");
  await expect.poll(() => lines.count()).toBeLessThan(before);
  await expect(page).toHaveURL(/share=/);

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "Figures (CSV)" }).click();
  expect((await saved).suggestedFilename()).toMatch(/Flows\.csv$/);
});

test("a picture of the flows is a file that stands alone", async ({ page }) => {
  await open(page, "flow");
  await expect(page.getByRole("button", { name: /^Paiement, / })).toBeVisible();
  const pick = async (name: string) => {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export" }).click();
    await page.getByRole("menuitem", { name }).click();
    const stream = await (await saved).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  };
  const svg = (await pick("Drawing (SVG)")).toString();
  expect(svg).toContain("Paiement");
  expect(svg).not.toContain("var(");
  const png = await pick("Picture (PNG)");
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.length).toBeGreaterThan(20_000);
});

test("filters narrow every view, stand in the address, and are taken off again", async ({
  page,
}) => {
  await open(page, "paths");
  const all = page.getByText(/^[\d,]+ customers$/).first();
  const before = await all.textContent();
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Property" }).click();
  await page.getByRole("combobox", { name: "Property" }).fill("device");
  await page.getByRole("combobox", { name: "Value" }).fill("mobile");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/property=device%3Dmobile/);
  await expect(all).not.toHaveText(before ?? "");
  await page.getByRole("tab", { name: "Flows" }).click();
  await expect(page.getByText("device = mobile")).toBeVisible();
  await page.getByRole("button", { name: "Remove the filter: Property" }).click();
  await expect(page).not.toHaveURL(/property=/);
});

test("paths are told with their share, and a few stand for all", async ({ page }) => {
  const id = await open(page, "paths");
  const told = await report<Schemas["VariantsReport"]>(page, "variants", id, "&fold_loops=true");
  const first = page.getByRole("tabpanel").getByRole("listitem").first();
  for (const step of told.top[0]?.path ?? []) await expect(first).toContainText(step);
  await expectAccessible(page);
  await page.getByText("Typical", { exact: true }).click();
  await expect(page.getByText(/^Each stands for the paths most like it/)).toBeVisible();
});

test("a funnel is put together by mouse and by keyboard", async ({ page }) => {
  await open(page, "funnel");
  const steps = page.getByRole("list", { name: "Steps" });
  await expect(steps.getByText(/^5\. /)).toBeVisible();
  await page
    .getByRole("button", { name: /^Remove / })
    .last()
    .click();
  await expect(steps.getByText(/^5\. /)).toHaveCount(0);

  // Dragged in before the first.
  const offer = page.getByRole("button", { name: "Add Publicité Instagram as a step" });
  const from = await offer.boundingBox();
  const to = await steps.getByText(/^1\. /).boundingBox();
  if (!from || !to) throw new Error("the builder is not on screen");
  await page.mouse.move(from.x + 20, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(to.x + 40, to.y - 6, { steps: 8 });
  await page.mouse.up();
  await expect(steps.getByText("1. Publicité Instagram")).toBeVisible();

  await page.getByRole("button", { name: "Move Publicité Instagram down" }).press("Enter");
  await expect(steps.getByText("2. Publicité Instagram")).toBeVisible();
  // Drawn from the answer to these steps.
  const bars = page.getByRole("tabpanel").getByRole("group", { name: "Funnel" });
  await expect(bars.getByText("2. Publicité Instagram")).toBeVisible();
  const lost = bars.getByRole("button", { name: /−\d/ }).first();
  const said = /\((.*customers?)\)/.exec((await lost.textContent()) ?? "")?.[1] ?? "";
  await lost.press("Enter");
  await expect(page.getByRole("dialog").getByText(said, { exact: true })).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
  await page.getByRole("combobox", { name: "Split by" }).selectOption("device");
  await expect(page.getByRole("table")).toContainText("mobile");
  await expectAccessible(page);
});

test("flows move as events arrive, and so does where a customer stands", async ({
  page,
  baseURL,
}) => {
  const { keys } = await api<{ keys: { key: string }[] }>(page, "POST", "/api/v1/sources", {
    name: `Flows ${run}`,
    kind: "server",
  });
  const key = keys[0]?.key ?? "";
  const [looked, bought] = [`looked_${run}`, `bought_${run}`];
  const { id } = await draw(page, `Live flows ${run}`, {
    Decision: { Look: looked },
    Retention: { Buy: bought },
  });
  const told = (who: string, event: string) => ({
    type: "track",
    event,
    userId: `${who}-${run}`,
    messageId: `${who}-${event}`,
  });
  await page.goto(`/reality?journey=${id}&view=flow&share=100`);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await page.evaluate(() => document.body.setAttribute("data-same-page", ""));
  await send(
    baseURL,
    key,
    ["ana", "bea"].map((who) => told(who, looked)),
  );
  await expect(page.getByRole("button", { name: /^Look, 2 customers/ })).toBeVisible();
  await send(baseURL, key, [told("ana", bought)]);
  await expect(page.getByRole("button", { name: /^Buy, 1 customer,/ })).toBeVisible();
  expect(await page.locator("svg [data-shade] path").count()).toBeGreaterThan(0);
  await expect(page.locator("body[data-same-page]")).toBeVisible();

  const found = await api<{ items: { id: string }[] }>(
    page,
    "GET",
    `/api/v1/customers?q=bea-${run}`,
  );
  await page.goto(`/customers/${found.items[0]?.id}`);
  const standing = page.getByRole("article").filter({ hasText: `Live flows ${run}` });
  await expect(standing.filter({ hasText: "Look" }).first()).toBeVisible();
  await send(baseURL, key, [told("bea", bought)]);
  await expect(standing.filter({ hasText: "Buy" }).first()).toBeVisible();
});

test("real flows lie over the map", async ({ page }) => {
  const id = await foulee(page);
  await page.goto(`/journeys/${id}?period=365d`);
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Show real flows" }).click();
  const bar = page.getByRole("region", { name: "Real flows" });
  await expect(bar.getByText(/customers$/)).toBeVisible();
  await expect(page.locator("[data-canvas] [data-shade] path").first()).toBeVisible();
  await expect(page.getByText("↻ again at once")).toBeVisible();
  await expectAccessible(page);
  await bar.getByRole("link", { name: "Explore" }).click();
  await expect(page).toHaveURL(/\/reality\?.*journey=/);
});

test("a customer's page says where they stand and what may come", async ({ page }) => {
  const id = await foulee(page);
  const { items } = await api<{ items: { customer_id: string; touchpoint: string }[] }>(
    page,
    "GET",
    `/api/v1/journeys/${id}/positions?limit=1`,
  );
  const someone = items[0];
  if (!someone) throw new Error("nobody stands anywhere");
  await page.goto(`/customers/${someone.customer_id}`);
  const part = page.getByRole("article").filter({ hasText: "De l’envie de courir" });
  await expect(part.getByText(someone.touchpoint).first()).toBeVisible();
  await expect(part.getByText("What likely comes next")).toBeVisible();
  await expectAccessible(page);
});

test.describe("390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  for (const view of ["flow", "paths", "funnel"]) {
    test(`${view} scrolls within its own frame`, async ({ page }) => {
      await open(page, view);
      await expect(page.getByText(/customers/).first()).toBeVisible();
      await expectNoSidewaysScroll(page);
    });
  }
});
