/**
 * Three steps to a first map, by somebody who never made one: in under ten minutes. The stopwatch
 * counts what a person needs, not what a machine takes: 200 characters a minute, two seconds a click.
 */
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { Journey } from "../src/api/types";
import { api, expectAccessible, expectNoSidewaysScroll, run } from "./helpers";

class Stopwatch {
  private characters = 0;
  private clicks = 0;

  constructor(private page: Page) {}

  /** Types where the focus is. */
  async type(text: string): Promise<void> {
    this.characters += text.length;
    await this.page.keyboard.type(text);
  }

  async press(key: string): Promise<void> {
    this.characters += key.split("+").length;
    await this.page.keyboard.press(key);
  }

  async click(target: Locator): Promise<void> {
    this.clicks += 1;
    await target.click();
  }

  get seconds(): number {
    return (this.characters / 200) * 60 + this.clicks * 2;
  }
}

async function ends(page: Page, hand: Stopwatch, who: string): Promise<void> {
  await page.goto("/journeys/first");
  await expect(page.getByLabel("Who? One person, in one line")).toBeFocused();
  await hand.type(who);
  await hand.press("Tab");
  await hand.type("Run for thirty minutes before the summer");
  await hand.press("Tab");
  await hand.type("Opens our site");
  await hand.click(page.getByLabel("And before that?"));
  await hand.type("Finds old shoes in the wardrobe");
  await hand.press("Enter");
  await expect(page.getByLabel("Where does it start?")).toHaveValue(
    "Finds old shoes in the wardrobe",
  );
  await hand.click(page.getByLabel("Where does it end?"));
  await hand.type("Tells a friend about the first run");
  await hand.press("Enter");
  await expect(page.getByLabel("Add a point to “Reflection”")).toBeVisible();
}

/** Names of the points of one group, from the first down. */
const points = (page: Page, group: string) =>
  page.getByRole("region", { name: group, exact: true }).getByRole("listitem").getByRole("textbox");
const values = (page: Page, group: string) =>
  points(page, group).evaluateAll((fields) =>
    fields.map((field) => (field as HTMLInputElement).value),
  );

test("a first map takes less than ten minutes", async ({ page }) => {
  const hand = new Stopwatch(page);
  await ends(page, hand, `Stopwatch ${run}, 34`);

  const lists = {
    Reflection: ["Talks to a colleague who runs"],
    Evaluation: [
      "Searches “running shoes beginner”",
      "Compares three shops",
      "Reads the size guide",
    ],
    Purchase: ["Fills the basket", "Pays", "Opens the parcel", "Runs for the first time"],
  };
  for (const [group, names] of Object.entries(lists)) {
    await hand.click(page.getByLabel(`Add a point to “${group}”`));
    for (const name of names) {
      await hand.type(name);
      await hand.press("Enter");
    }
  }
  await expect
    .poll(() => values(page, "Reflection"))
    .toEqual(["Opens our site", "Talks to a colleague who runs"]);
  await expect.poll(() => values(page, "Purchase")).toEqual(lists.Purchase);
  await hand.click(page.getByRole("button", { name: "Continue" }));

  const count = 1 + Object.values(lists).flat().length;
  for (let number = 1; number <= count; number++) {
    await expect(page.getByText(`Point ${number} of ${count}`)).toBeVisible();
    await expect(page.getByLabel("What do they do?")).toBeFocused();
    await hand.type("Looks around for a few minutes");
    await hand.press("Tab");
    await hand.type("Is this for somebody like me?");
    await hand.press("Tab");
    await hand.type("Curious, a little lost");
    await hand.press("Tab");
    await hand.type("Words only runners know");
    await hand.click(page.getByText(number % 2 ? "Unpleasant" : "Pleasant", { exact: true }));
    if (number % 3 === 0) {
      await hand.click(page.getByLabel("What do we do about it first?"));
      await hand.type("Say it in plain words");
    }
    await hand.press("Control+Enter");
  }

  await expect(page).toHaveURL(/\/journeys\/jrn_/);
  const id = new URL(page.url()).pathname.split("/").pop() ?? "";
  const journey = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  expect(journey.start).toBe("Finds old shoes in the wardrobe");
  expect(journey.persona?.name).toBe(`Stopwatch ${run}, 34`);
  expect(journey.stages.map((stage) => stage.name)).toEqual(Object.keys(lists));
  const touchpoints = journey.stages.flatMap((stage) => stage.touchpoints);
  expect(touchpoints.map((touchpoint) => touchpoint.name)).toEqual([
    "Opens our site",
    ...Object.values(lists).flat(),
  ]);
  for (const touchpoint of touchpoints) {
    expect(touchpoint.does).toBe("Looks around for a few minutes");
    expect(Math.abs(touchpoint.felt ?? 0)).toBe(1);
  }
  expect(touchpoints[2]?.next_action?.text).toBe("Say it in plain words");
  expect(touchpoints[2]?.next_action?.owner).not.toBe("");

  test.info().annotations.push({ type: "stopwatch", description: `${hand.seconds} s` });
  expect(hand.seconds).toBeLessThan(600);
});

test("points are moved by keyboard, removed and brought back; a reload loses nothing", async ({
  page,
}) => {
  const hand = new Stopwatch(page);
  await ends(page, hand, `Keys ${run}`);
  await page.getByLabel("Add a point to “Evaluation”").click();
  for (const name of ["One", "Two", "Three"]) {
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
  }
  await points(page, "Evaluation").nth(2).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => values(page, "Evaluation")).toEqual(["One", "Three", "Two"]);
  await expect(page.getByRole("status").filter({ hasText: "position 2" })).toHaveText(
    "Three: Evaluation, position 2",
  );
  await page.keyboard.press("Alt+ArrowRight");
  await expect.poll(() => values(page, "Purchase")).toEqual(["Three"]);

  await page.getByRole("button", { name: "Move or remove One" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect.poll(() => values(page, "Evaluation")).toEqual(["Two"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => values(page, "Evaluation")).toEqual(["One", "Two"]);

  // Typed and reloaded at once: what is not on the server yet is on the device.
  await page.getByLabel("Add a point to “Purchase”").click();
  await page.keyboard.type("Four");
  await page.keyboard.press("Enter");
  await page.reload();
  await expect.poll(() => values(page, "Purchase")).toEqual(["Three", "Four"]);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await page.getByText("Five stages").click();
  await expect(page.getByRole("region", { name: "Advocacy" })).toBeVisible();
  await expect.poll(() => values(page, "Decision")).toEqual(["Three", "Four"]);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Point 1 of 5")).toBeVisible();
  await page.getByLabel("What do they think?").fill("Where was I?");
  await page.reload();
  await expect(page.getByLabel("What do they think?")).toHaveValue("Where was I?");
  await page.getByRole("button", { name: "Next point" }).click();
  await expect(page.getByText("Point 2 of 5")).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("Add a point to “Advocacy”")).toBeVisible();
});

test("a lost connection is said, and nothing typed is lost", async ({ page, context }) => {
  const hand = new Stopwatch(page);
  await ends(page, hand, `Offline ${run}`);
  await context.setOffline(true);
  await page.getByLabel("Add a point to “Evaluation”").click();
  await page.keyboard.type("Typed without a connection");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Not on the server yet.")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByText("Not on the server yet.")).toBeHidden();
});

for (const scheme of ["light", "dark"] as const) {
  test(`each step keeps the rules of accessibility, ${scheme}`, async ({ page }) => {
    const hand = new Stopwatch(page);
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto("/journeys/first");
    await expect(page.getByLabel("Who? One person, in one line")).toBeVisible();
    await expectAccessible(page);
    await ends(page, hand, `Rules ${scheme} ${run}`);
    await page.getByLabel("Add a point to “Evaluation”").click();
    await page.keyboard.type("Compares");
    await page.keyboard.press("Enter");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("Point 1 of 2")).toBeVisible();
    await page.getByText("Wonderful", { exact: true }).click();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await expectNoSidewaysScroll(page);
  });
}
