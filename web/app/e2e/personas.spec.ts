/** Personas: pages edited in place, saved as one types, with a picture; deleted with a way back. */
import { expect, test } from "@playwright/test";
import type { Persona } from "../src/api/types";
import { api, expectAccessible, expectNoSidewaysScroll, run } from "./helpers";

/** One dark pixel. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

test("a persona is made, filled in where it stands, and saved as one types", async ({ page }) => {
  const name = `Nadia ${run}`;
  await page.goto("/personas");
  await page.getByRole("button", { name: "New persona" }).click();
  const field = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(field).toBeFocused();
  await page.keyboard.type(name);
  await page
    .getByRole("textbox", { name: "Story" })
    .fill("Runs at dawn, before the children wake.");
  await page.getByRole("button", { name: "Add a line (Goals)" }).click();
  await page.keyboard.type("Finish a marathon");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Sleep enough");
  await page.getByRole("button", { name: "Add a line (In their own words)" }).click();
  await page.keyboard.type("I have an hour, not a minute more");
  await page.getByLabel("Add a channel").fill("Store");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await page.reload();
  await expect(field).toHaveValue(name);
  await expect(page.getByRole("textbox", { name: "Goals, line 2" })).toHaveValue("Sleep enough");
  const id = new URL(page.url()).pathname.split("/").pop() ?? "";
  const saved = await api<Persona>(page, "GET", `/api/v1/personas/${id}`);
  expect(saved.goals).toEqual(["Finish a marathon", "Sleep enough"]);
  expect(saved.quotes).toEqual(["I have an hour, not a minute more"]);
  expect(saved.channels).toEqual(["store"]);

  // An empty line goes with Backspace, and what is left is what is saved.
  await page.getByRole("textbox", { name: "Goals, line 2" }).fill("");
  await page.keyboard.press("Backspace");
  await expect(page.getByRole("textbox", { name: "Goals, line 1" })).toBeFocused();
  await expect
    .poll(async () => (await api<Persona>(page, "GET", `/api/v1/personas/${id}`)).goals)
    .toEqual(["Finish a marathon"]);

  await page.goto("/personas");
  await expect(page.getByRole("link", { name: new RegExp(name) })).toContainText(
    "I have an hour, not a minute more",
  );
});

test("a picture is uploaded, and what is no picture is refused in words", async ({ page }) => {
  const { id } = await api<Persona>(page, "POST", "/api/v1/personas", {
    name: `Face ${run}`,
    quotes: [],
    channels: [],
    segment: "",
  });
  await page.goto(`/personas/${id}`);
  const file = page.locator("input[type=file]");
  await file.setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await expect(page.getByText("“notes.txt” is not an image.")).toBeVisible();
  await file.setInputFiles({
    name: "huge.png",
    mimeType: "image/png",
    buffer: Buffer.alloc(11 * 1024 * 1024),
  });
  await expect(page.getByText(/“huge.png” weighs 11.5\sMB/)).toBeVisible();
  // The right name and type around something else: the server looks inside.
  await file.setInputFiles({ name: "fake.png", mimeType: "image/png", buffer: Buffer.from("no") });
  await expect(page.getByRole("status").filter({ hasText: /image|picture/i })).not.toContainText(
    "Choose, drop or paste",
  );

  await file.setInputFiles({ name: "face.png", mimeType: "image/png", buffer: PIXEL });
  await expect(page.getByRole("button", { name: "Change the picture" })).toBeVisible();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.locator("img[src^='/api/v1/pictures/']")).toBeVisible();
  await page.getByRole("button", { name: "Remove the picture" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator("img[src^='/api/v1/pictures/']")).toBeVisible();
});

test("a persona is deleted and brought back", async ({ page }) => {
  const name = `Gone ${run}`;
  const { id } = await api<Persona>(page, "POST", "/api/v1/personas", {
    name,
    goals: ["Come back"],
    quotes: [],
    channels: [],
    segment: "",
  });
  await page.goto(`/personas/${id}`);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete the persona" }).click();
  await expect(page).toHaveURL(/\/personas$/);
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("textbox", { name: "Goals, line 1" })).toHaveValue("Come back");
  await page.goto(`/personas/${id}`);
  await expect(page.getByText("This persona no longer exists")).toBeVisible();
});

test("a persona says the same in its other language", async ({ page }) => {
  const { id } = await api<Persona>(page, "POST", "/api/v1/personas", {
    name: `Words ${run}`,
    summary: "Runs at dawn",
    goals: ["Finish a marathon", "Sleep enough"],
    quotes: [],
    channels: ["store", "Running club"],
    segment: "",
    language: "en",
  });
  await page.goto(`/personas/${id}`);
  await page.getByRole("button", { name: "Language of the persona (English)" }).click();
  await page.getByRole("menuitemradio", { name: "Français" }).click();
  await expect(page).toHaveURL(/lang=fr/);
  const story = page.getByRole("textbox", { name: "Story" });
  await expect(story).toHaveAttribute("placeholder", "Original: Runs at dawn");
  await story.fill("Court à l’aube");
  await page.getByRole("textbox", { name: "Goals, line 2" }).fill("Dormir assez");
  await page.getByRole("textbox", { name: "Channels, line 1" }).fill("Club de course");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expectAccessible(page);

  // The lines move in the original, and their translations with them.
  await page.goto(`/personas/${id}`);
  await page.getByRole("button", { name: "Remove the line “Finish a marathon”" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.goto(`/personas/${id}?lang=fr`);
  await expect(page.getByRole("textbox", { name: "Goals, line 1" })).toHaveValue("Dormir assez");
  await expect(story).toHaveValue("Court à l’aube");
  const saved = await api<Persona>(page, "GET", `/api/v1/personas/${id}`);
  expect(saved.summary).toBe("Runs at dawn");
  expect(saved.translations.fr).toEqual({
    summary: "Court à l’aube",
    "goals.0": "Dormir assez",
    "channels.1": "Club de course",
  });
});

for (const scheme of ["light", "dark"] as const) {
  test(`a persona’s page keeps the rules of accessibility, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("/personas");
    await page.getByRole("link", { name: /Camille, coureuse débutante/ }).click();
    await expect(page.getByRole("textbox", { name: "Story" })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
  });
}
