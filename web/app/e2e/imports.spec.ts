/** From a file to a map: upload, mapping, result, and touchpoints out of what nobody claims. */
import { expect, type Page, test } from "@playwright/test";
import { card, figuresOf, run } from "./helpers";

/** Days of its own, so that this file's interactions stand alone among the shop's. */
const DAYS = "from=2021-03-01&to=2021-03-31";
const CUSTOMERS = 40;

/** Three steps a customer, fewer at each, and one line that says of nobody. */
function file(): string {
  const rows = ["customer;time;activity;channel;price"];
  const steps = [`tour_seen_${run}`, `tour_booked_${run}`, `tour_taken_${run}`];
  for (let customer = 0; customer < CUSTOMERS; customer++) {
    steps.slice(0, 1 + (customer % 3)).forEach((step, index) => {
      const day = String(2 + index + (customer % 20)).padStart(2, "0");
      rows.push(`${run}-${customer};2021-03-${day} 09:30;${step};store;${20 + index},50`);
    });
  }
  rows.push(`;2021-03-30 09:30;tour_seen_${run};store;20,50`);
  return `${rows.join("\r\n")}\r\n`;
}

const counts = (page: Page, label: string) =>
  page.getByRole("definition").and(page.locator(`dt:text-is("${label}") + dd`));

async function upload(page: Page, name: string): Promise<void> {
  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(file()),
  });
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function start(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start the import" }).click();
  await expect(page.getByRole("heading", { name: "Import finished" })).toBeVisible();
}

// The second test draws its map from what the first one imported.
test.describe.configure({ mode: "serial" });

test("a file becomes interactions, once, and its refused line says why", async ({ page }) => {
  const total = file().trim().split("\r\n").length - 1;

  await upload(page, `tours-${run}.csv`);
  // Guessed from the header and the first rows, and settable.
  await expect(page.getByLabel("Customer", { exact: true })).toHaveValue("customer");
  await expect(page.getByLabel("Kind of interaction")).toHaveValue("activity");
  await expect(page.getByLabel("Date and time")).toHaveValue("time");
  await expect(page.getByLabel("Separator")).toHaveValue(";");
  await expect(page.getByLabel("Value")).toHaveValue("price");
  const stored = page.locator("section").filter({
    has: page.getByRole("heading", { name: "What will be stored" }),
  });
  await expect(stored.getByRole("row").nth(1)).toContainText("2 Mar 2021");
  await expect(stored.getByRole("row").nth(1)).toContainText("20.5");
  await page.getByLabel("Value").selectOption("No column");
  await expect(stored.getByRole("row").nth(1)).not.toContainText("20.5");
  await start(page);
  await expect(counts(page, "read")).toHaveText(String(total));
  await expect(counts(page, "stored")).toHaveText(String(total - 1));
  await expect(counts(page, "refused")).toHaveText("1");
  await expect(page.getByText(`Line ${total + 1}`)).toBeVisible();

  await upload(page, `tours-again-${run}.csv`);
  await page.getByLabel("Value").selectOption("No column");
  await start(page);
  await expect(counts(page, "stored")).toHaveText("0");
  await expect(counts(page, "already there")).toHaveText(String(total - 1));
});

test("a map is drawn from what no touchpoint claims, one click each", async ({ page }) => {
  await page.goto("/journeys");
  await page.getByRole("button", { name: "New journey" }).click();
  await page.getByRole("menuitem", { name: /Template or empty map/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name of the journey").fill(`Tours ${run}`);
  await dialog.getByText("Five empty stages").click();
  await dialog.getByRole("button", { name: "Create the journey" }).click();
  await expect(page).toHaveURL(/\/journeys\/jrn_/);
  await expect(page.getByRole("heading", { level: 2, name: "Advocacy" })).toBeVisible();

  await page.goto(`${new URL(page.url()).pathname}?${DAYS}&panel=unclaimed`);
  const panel = page.getByRole("complementary");
  for (const [name, stage] of [
    [`Tour seen ${run}`, "Awareness"],
    [`Tour booked ${run}`, "Decision"],
    [`Tour taken ${run}`, "Retention"],
  ] as const) {
    await panel.getByLabel("Add to the stage").selectOption({ label: stage });
    await panel.getByRole("button", { name: `Add “${name}” to the stage “${stage}”` }).click();
    await expect(card(page, name).getByText(/^\d+ customers$/)).toBeVisible();
  }
  // What is claimed is listed no more.
  await expect(panel.getByText(run)).toHaveCount(0);
  await expect(card(page, `Tour seen ${run}`).getByText(`${CUSTOMERS} customers`)).toBeVisible();
  const booked = await figuresOf(page, `Tour booked ${run}`);
  await expect(booked.getByText("65%")).toBeVisible();
});
