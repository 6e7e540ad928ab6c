/** Comparing in Reality: two periods or segments, beside each other and as a difference. */
import { type Download, expect, type Page, test } from "@playwright/test";
import type { components } from "../src/api/schema";
import { api, expectAccessible, expectNoSidewaysScroll, foulee } from "./helpers";

type Schemas = components["schemas"];
type Transitions = Schemas["TransitionsReport"];

const number = (value: number) => value.toLocaleString("en-GB");
const panel = (page: Page) => page.getByRole("tabpanel");

async function open(page: Page, view: string) {
  const journey = await foulee(page);
  await page.goto(`/reality?journey=${journey}&view=${view}&period=90d`);
  return journey;
}

/** Flows as the server counts them. */
const flows = (page: Page, journey: string, more: string) =>
  api<Transitions>(page, "GET", `/api/v1/reports/transitions?journey=${journey}&${more}`);

async function compareWith(page: Page, kind: string) {
  await page.getByRole("button", { name: "Compare with…" }).click();
  await page.getByRole("menuitem", { name: kind }).click();
}

async function segment(page: Page, property: string, value: string, submit: string) {
  await page.getByRole("combobox", { name: "Property" }).fill(property);
  await page.getByRole("combobox", { name: "Value" }).fill(value);
  await page.getByRole("button", { name: submit, exact: true }).click();
}

async function text(download: Promise<Download>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function exported(page: Page, item: string): Promise<string> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: item }).click();
  return text(saved);
}

/** The days before the last ninety, as the server counts them. */
async function before(page: Page, journey: string): Promise<string> {
  const figures = await api<Schemas["JourneyFigures"]>(
    page,
    "GET",
    `/api/v1/journeys/${journey}/figures?period=90d`,
  );
  const zone = figures.time_zone;
  const day = (moment: number) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(moment);
  const first = Date.parse(figures.from ?? "");
  const DAY = 86_400_000;
  // Noon, so that an hour more or less moves no day.
  return `from=${day(first - 90 * DAY + DAY / 2)}&to=${day(first - DAY / 2)}`;
}

test("flows of two periods: both on one scale, what differs, and one passage on both sides", async ({
  page,
}) => {
  const journey = await open(page, "flow");
  await compareWith(page, "The period before");
  await expect(page).toHaveURL(/vs=before/);
  const [a, b] = [
    await flows(page, journey, "period=90d"),
    await flows(page, journey, await before(page, journey)),
  ];
  const sides = panel(page).getByRole("list", { name: "What is compared" });
  await expect(sides).toContainText(`${number(a.customers)} customers`);
  await expect(sides).toContainText(`${number(b.customers)} customers`);
  await expect(panel(page).getByText(/Shares are compared, not counts/)).toBeVisible();
  for (const mark of ["A", "B"]) {
    await expect(
      page.getByRole("button", { name: new RegExp(`^${mark}: Paiement, `) }),
    ).toBeVisible();
  }

  await panel(page).getByText("Difference", { exact: true }).click();
  await expect(page).toHaveURL(/vs_as=difference/);
  await page.getByRole("button", { name: /^Paiement, / }).click();
  await page
    .getByRole("complementary", { name: "Paiement" })
    .getByRole("button", { name: "Commande", exact: true })
    .click();
  const passage = page.getByRole("complementary", { name: "Paiement → Commande" });
  for (const report of [a, b]) {
    const went = report.edges.find(({ from, to }) => from === "Paiement" && to === "Commande");
    const there = report.nodes.find(({ name }) => name === "Paiement");
    await expect(
      passage.getByText(
        `${number(went?.customers ?? 0)} of ${number(there?.customers ?? 0)} customers`,
      ),
    ).toBeVisible();
  }
  await expect(passage.getByText(/points? \([+−\d.]+ to [+−\d.]+\)/)).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, "[role=tabpanel]");
  }

  // Who is behind the second side are customers of the second side.
  const other = b.edges.find(({ from, to }) => from === "Paiement" && to === "Commande");
  await passage
    .getByRole("button", { name: / customers$/ })
    .last()
    .click();
  const behind = page.getByRole("dialog");
  await expect(behind.getByRole("heading", { name: "B: Paiement → Commande" })).toBeVisible();
  await expect(behind.getByText(`${number(other?.customers ?? 0)} customers`)).toBeVisible();
  await behind.getByRole("button", { name: "Close the panel" }).click();

  await passage.getByRole("button", { name: "Back to Paiement" }).click();
  await expect(page.getByRole("complementary", { name: "Paiement" })).toBeVisible();
});

test("what is compared is taken along with both sides", async ({ page }) => {
  await open(page, "flow");
  await compareWith(page, "The period before");
  const name = await panel(page)
    .getByRole("list", { name: "What is compared" })
    .getByRole("listitem")
    .last()
    .locator("strong")
    .textContent();
  const svg = await exported(page, "Drawing (SVG)");
  expect(svg).toContain("A: Last 90 days");
  expect(svg).toContain(`B: ${name}`);
  expect(svg).not.toContain("var(");
  const [head, first] = (await exported(page, "Figures (CSV)")).split("\r\n");
  expect(head).toContain("Customers A,Share A");
  expect(head).toContain("Customers B,Share B");
  expect(head).toContain("Difference (points),Lower bound (95%),Upper bound (95%)");
  expect(first?.split(",").length).toBe(head?.split(",").length);
});

test("a segment against another, in every view that compares", async ({ page }) => {
  await open(page, "funnel");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Property" }).click();
  await segment(page, "device", "mobile", "Apply");
  await compareWith(page, "Another segment");
  await segment(page, "device", "desktop", "Compare");
  await expect(page).toHaveURL(/vs_property=device%3Ddesktop/);
  const sides = panel(page).getByRole("list", { name: "What is compared" });
  await expect(sides.getByRole("listitem").first()).toContainText("device = mobile");
  await expect(sides.getByRole("listitem").last()).toContainText("device = desktop");
  await expect(panel(page).getByRole("table")).toContainText(/points? \(|too few customers/);
  await expect(panel(page).getByRole("combobox", { name: "Split by" })).toBeDisabled();
  await expectAccessible(page, "[role=tabpanel]");

  await page.getByRole("tab", { name: "Paths" }).click();
  await expect(sides.getByRole("listitem").last()).toContainText("device = desktop");
  const first = panel(page)
    .getByRole("listitem")
    .filter({ hasText: /points? \(/ })
    .first();
  await expect(first).toContainText("%");
  await expectAccessible(page, "[role=tabpanel]");

  await page.getByRole("tab", { name: "Times" }).click();
  await expect(panel(page).getByRole("row", { name: /^Go from/ })).toContainText("%");
  await expectAccessible(page, "[role=tabpanel]");

  // Where two sides cannot be shown, it is said.
  await page.getByRole("tab", { name: "Cohorts" }).click();
  await expect(page.getByText("“Cohorts” does not compare yet")).toBeVisible();
  await page.getByRole("button", { name: "Remove the filter: Compared with" }).click();
  await expect(page).not.toHaveURL(/vs=/);
  await expect(page.getByText("does not compare yet")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Compare with…" })).toHaveCount(0);
});

test("all the others are those who did the opposite, and nobody twice", async ({ page }) => {
  const journey = await open(page, "flow");
  await page.getByRole("button", { name: "Compare with…" }).click();
  await expect(page.getByRole("menuitem", { name: "All the others" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("menuitem", { name: "Went through" }).click();
  await page.getByRole("combobox", { name: "Went through" }).click();
  await page.getByRole("option", { name: "Paiement" }).click();
  // The list lies over the button until one goes on.
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(page).toHaveURL(/through=/);
  await compareWith(page, "All the others");
  const sides = panel(page).getByRole("list", { name: "What is compared" });
  await expect(sides).toContainText("Did not go through Paiement");
  const all = await flows(page, journey, "period=90d");
  const counts = await sides.getByRole("listitem").allTextContents();
  const sum = counts
    .map((said) => Number(/([\d,]+) customers/.exec(said)?.[1]?.replaceAll(",", "")))
    .reduce((one, other) => one + other, 0);
  expect(sum).toBe(all.customers);
  await expect(panel(page).getByText("may stand on both sides")).toHaveCount(0);
});

test("over the map, real flows of two periods", async ({ page }) => {
  const journey = await foulee(page);
  await page.goto(`/journeys/${journey}?period=90d`);
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Show real flows" }).click();
  const bar = page.getByRole("region", { name: "Real flows" });
  await bar.getByRole("combobox", { name: "Compare with" }).selectOption("The period before");
  await expect(page.getByText("A: Last 90 days").first()).toBeVisible();
  await expect(bar.getByText(/^A [\d,]+ customers · B [\d,]+ customers$/)).toBeVisible();
  await bar.getByText("Difference", { exact: true }).click();
  await expect(bar.getByText("may be chance")).toBeVisible();
  await expect(page.locator("[data-canvas] [data-shade^=diff-] path").first()).toBeVisible();
  await expectAccessible(page);
  await bar.getByRole("link", { name: "Explore" }).click();
  await expect(page).toHaveURL(/\/reality\?.*vs=before/);
  await expect(panel(page).getByRole("list", { name: "What is compared" })).toBeVisible();
});

test.describe("390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  for (const view of ["flow", "paths", "funnel", "times"]) {
    test(`${view} of two periods scrolls within its own frame`, async ({ page }) => {
      await open(page, view);
      await compareWith(page, "The period before");
      await expect(panel(page).getByRole("list", { name: "What is compared" })).toBeVisible();
      await expectNoSidewaysScroll(page);
    });
  }
});

test("a persona is known by what its customers did, and put beside everybody", async ({ page }) => {
  const journey = await foulee(page);
  const { items } = await api<{ items: Schemas["Persona"][] }>(page, "GET", "/api/v1/personas");
  const camille = items.find(({ name }) => name.startsWith("Camille"));
  if (!camille) throw new Error("Foulée has Camille");
  const { total } = await api<Schemas["CustomersBehind"]>(
    page,
    "GET",
    `/api/v1/personas/${camille.id}/customers`,
  );
  await page.goto(`/personas/${camille.id}`);
  const known = page.getByRole("region", { name: "In the data" });
  await expect(known.getByRole("listitem").first()).toContainText("at least 1 time");
  await expect(known.getByText(`${number(total)} customers`)).toBeVisible();
  await known.getByRole("button", { name: "Change" }).click();
  await expectAccessible(page, "main");
  const times = known.getByRole("textbox", { name: "Number of times" }).first();
  await times.fill("3");
  await expect(known.getByText(`${number(total)} customers`)).toBeHidden();
  await expect(known.getByText(/^[\d,]+ customers$/)).toBeVisible();
  await times.fill("1");
  await expect(known.getByText(`${number(total)} customers`)).toBeVisible();
  await known.getByRole("button", { name: "Done" }).click();
  await known.getByRole("link", { name: "See what they really do" }).click();
  await expect(page).toHaveURL(new RegExp(`persona=${camille.id}`));
  await expect(page.getByRole("tab", { name: "Flows" })).toBeVisible();
  await expect(page.getByText(camille.name)).toBeVisible();

  await page.goto(`/reality?journey=${journey}&view=flow&period=365d`);
  await compareWith(page, "A persona");
  await page.getByRole("combobox", { name: "Persona" }).click();
  await page.getByRole("option", { name: camille.name }).click();
  const sides = panel(page).getByRole("list", { name: "What is compared" });
  await expect(sides).toContainText("Everyone");
  const beside = await flows(page, journey, `period=365d&persona=${camille.id}`);
  await expect(sides).toContainText(`${camille.name} · ${number(beside.customers)} customers`);

  // …and over the map.
  await page.goto(`/journeys/${journey}?flows=time&period=365d`);
  await page.getByRole("combobox", { name: "Compare with" }).selectOption({ label: camille.name });
  await expect(page).toHaveURL(/vs=persona/);
  await expect(page.getByText(`B ${number(beside.customers)} customers`)).toBeVisible();
});
