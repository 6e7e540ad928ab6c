/** Maps as files: taken out in every form, brought in again, and out of another tool's table. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import type { Journey } from "../src/api/types";
import { api, card, draw, expectAccessible, expectNoSidewaysScroll, run } from "./helpers";

/** Exports the journey on screen; the name of the file and what is in it. */
async function take(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole("heading", { level: 1 }).getByRole("button").click();
  await page.getByRole("menuitem", { name: "Export…" }).click();
  const dialog = page.getByRole("dialog", { name: "Export the journey" });
  await dialog.getByRole("radio", { name: format, exact: true }).check();
  const waiting = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const download = await waiting;
  await expect(dialog).toBeHidden();
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

async function bring(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto("/journeys/import");
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer });
}

test("a map goes out and comes back as it was", async ({ page }) => {
  const name = `Exchange ${run}`;
  const { id } = await draw(page, name, { Decision: { Look: "product_viewed", Pay: null } });
  await page.goto(`/journeys/${id}`);
  await expect(card(page, "Look")).toBeVisible();

  const pdf = await take(page, "PDF");
  expect(pdf.name).toBe(`${name}.pdf`);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const json = await take(page, "JSON");

  await bring(page, json.name, json.bytes);
  await expect(page.getByText("A map of Parcours, whole")).toBeVisible();
  await expect(page.getByText("5 stages · 2 touchpoints")).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the journey" }).fill(`${name} again`);
  await expectAccessible(page, "main");
  await page.getByRole("button", { name: "Import the journey" }).click();
  await expect(card(page, "Look")).toBeVisible();
  const made = page.url().split("/").pop()?.split("?")[0];
  const again = await api<Journey>(page, "GET", `/api/v1/journeys/${made}`);
  expect(again.name).toBe(`${name} again`);
  expect(again.stages[2]?.touchpoints[0]?.signals[0]?.kind).toBe("product_viewed");
});

test("another tool's table is explained before it is drawn", async ({ page }) => {
  const table =
    ",Discover,,Buy\nSteps,Sees an ad,Visits,Pays\nPain points,<p>Slow</p>,,Fees\nBudget,1 €,2 €,3 €\n";
  await bring(page, `uxpressia-${run}.csv`, Buffer.from(table));
  await expect(page.getByText("A table of another tool")).toBeVisible();
  await expect(page.getByText("2 stages · 3 touchpoints")).toBeVisible();
  await expect(page.getByText("Some cells hold HTML")).toBeVisible();
  const budget = page.getByRole("combobox", { name: "Row 4: Budget" });
  await expect(budget).toHaveValue("lane");
  await budget.selectOption("Left out");
  const steps = page.getByRole("combobox", { name: "Row 2: Steps" });
  await steps.selectOption("Needs");
  await expect(page.getByRole("list").getByText("Visits")).toBeHidden();
  await steps.selectOption("Touchpoint");
  await expect(page.getByRole("list").getByText("Visits")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, "main");
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("button", { name: "Import the journey" }).click();
  await expect(card(page, "Sees an ad")).toBeVisible();
});

test("what is no map gets an answer that helps", async ({ page }) => {
  const newer = { format: "parcours-map", version: 9, journey: { name: "x" } };
  await bring(page, "map.json", Buffer.from(JSON.stringify(newer)));
  await expect(page.getByRole("alert")).toContainText("Update Parcours");
  await bring(page, "page.csv", Buffer.from("<!doctype html><p>Stage</p>"));
  await expect(page.getByRole("alert")).toContainText("This is a web page (HTML), not a map.");
  await expect(page.getByRole("button", { name: "Choose a file" })).toBeVisible();
});
