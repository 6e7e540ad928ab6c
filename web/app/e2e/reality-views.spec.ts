/** Times, cohorts and credit in Reality: what they show is what the reports say. */
import { expect, type Page, test } from "@playwright/test";
import type { components } from "../src/api/schema";
import type { Journey } from "../src/api/types";
import { api, expectAccessible, expectNoSidewaysScroll, foulee } from "./helpers";

type Schemas = components["schemas"];

/** What is asked of every report here, and where its screen is. */
async function asked(page: Page, view: string) {
  const journey = await foulee(page);
  return {
    journey,
    query: new URLSearchParams({ journey, by: "touchpoint", period: "365d" }),
    address: `/reality?journey=${journey}&view=${view}&period=365d`,
  };
}

async function report<T>(page: Page, name: string, query: URLSearchParams, more: object) {
  const all = new URLSearchParams({ ...Object.fromEntries(query), ...more });
  return api<T>(page, "GET", `/api/v1/reports/${name}?${all}`);
}

async function idOf(page: Page, journey: string, name: string): Promise<string> {
  const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${journey}`);
  const found = stages.flatMap(({ touchpoints }) => touchpoints).find((of) => of.name === name);
  if (!found) throw new Error(`no touchpoint ${name}`);
  return found.id;
}

/** As the screens write them, in English. */
const number = (value: number) => Math.round(value).toLocaleString("en-GB");
const percent = (share: number) =>
  share.toLocaleString("en-GB", {
    style: "percent",
    maximumFractionDigits: Math.abs(share) < 0.095 ? 1 : 0,
  });

const panel = (page: Page) => page.getByRole("tabpanel");

async function accessible(page: Page) {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, "[role=tabpanel]");
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
}

/** The customers behind what was just opened are so many, and each has a page; closes the list. */
async function expectBehind(page: Page, count: number) {
  const behind = page.getByRole("dialog");
  await expect(behind.getByText(`${number(count)} customers`, { exact: true })).toBeVisible();
  await expect(behind.getByRole("listitem").getByRole("link").first()).toBeVisible();
  await behind.getByRole("button", { name: "Close" }).click();
  await expect(behind).toBeHidden();
}

test("times between two places, each bar with its share", async ({ page }) => {
  const { journey, query, address } = await asked(page, "times");
  const [from, to] = ["Recherche Google", "Commande"];
  const said = await report<Schemas["DurationsReport"]>(page, "durations", query, {
    start: from,
    goal: to,
  });
  // Unsaid, it is the whole way to the goal.
  await page.goto(address);
  await expect(panel(page).getByRole("combobox", { name: "To", exact: true })).toHaveValue(
    "Première sortie",
  );

  const ids = await Promise.all([from, to].map((name) => idOf(page, journey, name)));
  await page.goto(`${address}&between=${ids.join(",")}`);
  const arrive = `arrive, of ${number(said.cases_from)} customers`;
  await expect(panel(page).getByText(arrive)).toBeVisible();
  await expect(
    panel(page).getByText(`${number(said.cases)} · ${percent(said.cases / said.cases_from)}`),
  ).toBeVisible();

  const drawing = panel(page).getByRole("group", {
    name: `How long it takes from ${from} to ${to}`,
  });
  const most = Math.max(...said.bars.map(({ count }) => count));
  const share = percent(most / said.cases);
  const bar = drawing.getByRole("button", { name: `${share} · ${number(most)} customers` });
  await bar.focus();
  await expect(page.getByRole("tooltip")).toContainText(share);
  await page.keyboard.press("Enter");
  await expectBehind(page, most);
  await panel(page)
    .getByRole("button", { name: number(said.cases_from - said.cases), exact: true })
    .click();
  await expectBehind(page, said.cases_from - said.cases);
  await accessible(page);
});

test("cohorts: who comes back, walked through by keys", async ({ page }) => {
  const { journey, query, address } = await asked(page, "cohorts");
  const order = await idOf(page, journey, "Commande");
  const said = await report<Schemas["CohortsReport"]>(page, "cohorts", query, {
    every: "month",
    start: "Commande",
    back: "Commande",
  });
  await page.goto(`${address}&start=${order}&back=${order}`);
  const grid = panel(page).getByRole("grid");
  await expect(grid.getByRole("row", { name: "All together" })).toContainText(
    number(said.customers),
  );
  const cohort = said.cohorts[1];
  const month = new Date(`${cohort?.name}T12:00:00Z`).toLocaleDateString("en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const row = grid.getByRole("row", { name: month });
  const third = cohort?.retained[3];
  await row.getByRole("gridcell", { name: "2 months after" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(
    panel(page).getByText(
      `${month}, 3 months after: ${third?.customers} of ${third?.of} customers are back (${percent(third?.share ?? 0)})`,
    ),
  ).toBeVisible();

  await page.keyboard.press("Enter");
  await expectBehind(page, third?.customers ?? 0);
  await row.getByRole("button", { name: number(cohort?.customers ?? 0), exact: true }).click();
  await expectBehind(page, cohort?.customers ?? 0);

  await panel(page).getByText("Weeks", { exact: true }).click();
  await expect(page).toHaveURL(/every=week/);
  await expect(grid.getByRole("columnheader", { name: "Week of" })).toBeVisible();
  await expect(grid.getByText("too few").first()).toBeVisible();
  await page.goto(`${address}&start=${order}&back=${order}`);
  await expect(row).toBeVisible();
  await accessible(page);
});

test("credit: six models side by side, and lifetime value beside simple sums", async ({ page }) => {
  const { journey, query, address } = await asked(page, "credit");
  const order = await idOf(page, journey, "Commande");
  const said = await report<Schemas["AttributionReport"]>(page, "attribution", query, {
    goal: "Commande",
  });
  await page.goto(`${address}&goal=${order}`);
  const all = said.conversions - said.untouched;
  const payment = said.touches.find(({ name }) => name === "Paiement");
  const row = panel(page).getByRole("row", { name: "Paiement" });
  for (const model of ["last", "markov"] as const) {
    await expect(row).toContainText(percent((payment?.[model].conversions ?? 0) / all));
  }
  await expect(panel(page).getByText(/^The last contact gives \d+% to “Paiement”/)).toBeVisible();
  const { total } = await report<Schemas["CustomersBehind"]>(page, "attribution/customers", query, {
    goal: "Commande",
    credited: "Paiement",
    place: "last",
  });
  await row
    .getByRole("button", { name: percent((payment?.last.conversions ?? 0) / all), exact: true })
    .first()
    .click();
  await expectBehind(page, total);
  const first = panel(page).getByRole("button", { name: "First", exact: true });
  await first.hover();
  await expect(page.getByRole("tooltip")).toContainText("All credit to the first contact");
  await first.click();
  const best = [...said.touches].sort((a, b) => b.first.conversions - a.first.conversions)[0];
  await expect(panel(page).getByRole("rowheader").first()).toHaveText(best?.name ?? "");
  await expectAccessible(page, "[role=tabpanel]");

  await panel(page).getByText("Lifetime value", { exact: true }).click();
  const lifetime = await report<Schemas["LifetimeReport"]>(page, "lifetime-value", query, {
    period: "all",
    orders: "Commande",
  });
  await expect(panel(page).getByText("orders within 12 months", { exact: true })).toBeVisible();
  const group = lifetime.groups.find((of) => of.group === "champions");
  await expect(panel(page).getByRole("row", { name: "Champions" })).toContainText(
    number(group?.customers ?? 0),
  );
  await panel(page)
    .getByRole("row", { name: "Champions" })
    .getByRole("button", { name: new RegExp(`^${number(group?.customers ?? 0)} `) })
    .click();
  await expectBehind(page, group?.customers ?? 0);
  await expect(
    panel(page).getByRole("heading", {
      name: lifetime.trusted
        ? "There is nothing to hold against the model"
        : "To be taken with care",
    }),
  ).toBeVisible();
  await accessible(page);
});
