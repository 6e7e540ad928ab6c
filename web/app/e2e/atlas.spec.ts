/** The atlas, what is to be reviewed, a map from the data, two journeys side by side. */
import { expect, type Page, test } from "@playwright/test";
import type { Journey } from "../src/api/types";
import { api, draw, expectAccessible, expectNoSidewaysScroll, foulee, run } from "./helpers";

const row = (page: Page, name: string) =>
  page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

test("a journey is found, gets an owner and a status, and is archived away", async ({ page }) => {
  const name = `Àtlas ${run}`;
  await draw(page, name, { Decision: { Checkout: null } });
  await page.goto("/journeys");
  await page.getByLabel("Search for a journey").fill(`atlas ${run}`);
  await expect(page.getByRole("row")).toHaveCount(2);
  await row(page, name)
    .getByRole("button", { name: /^Owner of/ })
    .click();
  await page.getByRole("menuitem", { name: /\(me\)$/ }).click();
  await row(page, name)
    .getByRole("button", { name: /^Status of/ })
    .click();
  await page.getByRole("menuitem", { name: "In use" }).click();
  await expect(row(page, name)).toContainText("In use");
  await page.reload();
  await expect(row(page, name)).toContainText("In use");
  await expect(row(page, name)).not.toContainText("No owner");

  await page.getByLabel("Owner", { exact: true }).selectOption({ label: "Nobody" });
  await expect(page.getByText("No journey matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByLabel("Search for a journey").fill(name);
  await row(page, name)
    .getByRole("button", { name: /^Status of/ })
    .click();
  await page.getByRole("menuitem", { name: "Archived" }).click();
  await expect(page.getByText("No journey matches")).toBeVisible();
  await page.getByLabel("Status", { exact: true }).selectOption("archived");
  await expect(row(page, name)).toBeVisible();
});

test("a sub-journey stands under the journey that opens into it", async ({ page }) => {
  const child = await draw(page, `Child ${run}`, { Decision: { Slot: null } });
  const parent = await draw(page, `Parent ${run}`, { Decision: { Delivery: null } });
  const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${parent.id}`);
  const touchpoint = stages.flatMap((stage) => stage.touchpoints)[0];
  await api(page, "PATCH", `/api/v1/touchpoints/${touchpoint?.id}`, { sub_journey_id: child.id });
  await page.goto(`/journeys?q=${run}&sort=name`);
  const names = page.getByRole("rowheader").getByRole("link");
  // By name the child would come first; its parent takes it along.
  await expect
    .poll(async () => (await names.allTextContents()).join(" "))
    .toContain(`Parent ${run} Child ${run}`);
});

test("touchpoints without a team are given to one in bulk, taken back, and marked as reviewed", async ({
  page,
}) => {
  const { id } = await draw(page, `Neglected ${run}`, {
    Awareness: { Poster: null, Radio: null },
  });
  await page.goto(`/journeys/review?journey=${id}`);
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.getByLabel("Select all").check();
  await page.getByRole("combobox", { name: "Team" }).fill("Marketing");
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByText("2 touchpoints now with “Marketing”")).toBeVisible();
  await expect(page.getByRole("cell", { name: "Marketing" })).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("cell", { name: "no team" })).toHaveCount(2);

  await page.getByLabel("Select Poster").check();
  await page.getByRole("combobox", { name: "Team" }).fill("Marketing");
  await page.getByRole("button", { name: "Assign" }).click();
  await expect(page.getByRole("cell", { name: "Marketing" })).toHaveCount(1);
  await page.getByLabel("Select Poster").check();
  await page.getByRole("button", { name: "Mark as reviewed" }).click();
  await expect(page.getByText("1 touchpoint reviewed today")).toBeVisible();
  await expect(page.getByRole("link", { name: "Poster" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Radio" })).toBeVisible();
  const reviewed = page.getByRole("listitem").filter({ hasText: "1 touchpoint reviewed today" });
  await reviewed.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Poster" })).toContainText("Never reviewed");
});

test("who edits journeys and manages nobody can still choose any colleague as owner", async ({
  page,
  browser,
  baseURL,
}) => {
  const name = `Owned ${run}`;
  await draw(page, name, { Decision: { Checkout: null } });
  const { link } = await api<{ link: string }>(page, "POST", "/api/v1/users", {
    name: "Edda",
    email: `edda-${run}@example.org`,
    role: "editor",
    language: "en",
  });
  const { pathname, hash } = new URL(link);
  const context = await browser.newContext({ baseURL, storageState: undefined });
  const editor = await context.newPage();
  await editor.goto(pathname + hash);
  await expect(editor.getByRole("navigation").first()).toBeVisible();
  await editor.goto(`/journeys?q=${name}`);
  await row(editor, name)
    .getByRole("button", { name: /^Owner of/ })
    .click();
  await editor.getByRole("menuitem", { name: "Camille Moreau", exact: true }).click();
  await expect(row(editor, name)).toContainText("Camille Moreau");

  // The map itself says it too, and takes it back like any other edit.
  await row(editor, name).getByRole("link", { name, exact: true }).click();
  await editor.getByRole("button", { name: new RegExp(name) }).click();
  await editor.getByRole("menuitem", { name: "About this journey" }).click();
  const owner = editor.getByRole("combobox", { name: "Owner" });
  await expect(owner).toHaveValue("Camille Moreau");
  await owner.click();
  await editor.getByRole("option", { name: "Edda" }).click();
  await expect(owner).toHaveValue("Edda");
  await editor.getByRole("button", { name: "Undo: about the journey" }).click();
  await expect(owner).toHaveValue("Camille Moreau");
  await context.close();
});

test("a map is made from the data, without what was left out", async ({ page }) => {
  const name = `From data ${run}`;
  await page.goto("/journeys/from-data");
  await page.getByLabel("Name of the journey").fill(name);
  const leave = page.getByRole("button", { name: /^Leave out / });
  const count = await leave.count();
  expect(count).toBeGreaterThan(5);
  await page.getByLabel("Name of the touchpoint").first().fill(`Renamed ${run}`);
  await leave.nth(1).click();
  await page.getByRole("button", { name: `Create the map with ${count - 1} touchpoints` }).click();
  await expect(page).toHaveURL(/\/journeys\/jrn_/, { timeout: 30_000 });
  const id = new URL(page.url()).pathname.split("/").pop() ?? "";
  const journey = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  const touchpoints = journey.stages.flatMap((stage) => stage.touchpoints);
  expect(touchpoints).toHaveLength(count - 1);
  expect(touchpoints[0]?.name).toBe(`Renamed ${run}`);
  for (const touchpoint of touchpoints) expect(touchpoint.signals.length).toBeGreaterThan(0);
});

test("beside a map proposals are taken or refused, and the refused ones stay away", async ({
  page,
}) => {
  const { id } = await draw(page, `Proposals ${run}`, {});
  await page.goto(`/journeys/${id}?panel=proposals&period=365d`);
  const panel = page.getByRole("complementary");
  const names = panel.getByLabel("Name of the touchpoint");
  await expect(names.first()).toBeVisible();
  const [first, second] = [await names.nth(0).inputValue(), await names.nth(1).inputValue()];
  await panel.getByRole("button", { name: `Refuse ${first}`, exact: true }).click();
  await panel.getByRole("button", { name: `Add ${second}`, exact: true }).click();
  await expect
    .poll(async () =>
      (await api<Journey>(page, "GET", `/api/v1/journeys/${id}`)).stages.flatMap((stage) =>
        stage.touchpoints.map((touchpoint) => touchpoint.name),
      ),
    )
    .toEqual([second]);
  await page.reload();
  await expect(panel.getByText("1 refused")).toBeVisible();
  await expect(panel.getByRole("button", { name: `Add ${first}`, exact: true })).toHaveCount(0);
  await panel.getByRole("button", { name: "Show them again" }).click();
  await panel.getByRole("button", { name: `Take back ${first}`, exact: true }).click();
  await expect(panel.getByRole("button", { name: `Add ${first}`, exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("two journeys stand side by side, matched, with their differences in words", async ({
  page,
}) => {
  const left = await draw(page, `Left ${run}`, {
    Decision: { Basket: "product_added", Desk: null, Chat: null },
  });
  const right = await draw(page, `Right ${run}`, {
    Decision: { Cart: "product_added", "The desk": null, desk: null },
  });
  const feel = async (journey: string, name: string, felt: number) => {
    const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${journey}`);
    const found = stages
      .flatMap((stage) => stage.touchpoints)
      .find((touchpoint) => touchpoint.name === name);
    await api(page, "PATCH", `/api/v1/touchpoints/${found?.id}`, { felt });
  };
  await feel(left.id, "Desk", -1);
  await feel(right.id, "desk", 1.5);
  await page.goto(`/compare?left=${left.id}&right=${right.id}&period=365d`);
  const row = (name: string) =>
    page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  // One thing under two names is told by what customers do there; without signals the name tells.
  await expect(row("Basket").getByRole("link", { name: "Cart" })).toBeVisible();
  await expect(row("Desk").getByRole("link", { name: "desk", exact: true })).toBeVisible();
  await expect(page.getByText("Desk: felt −1 against +1.5")).toBeVisible();
  await expect(row("Chat")).toContainText("Only on this map");
  await page.getByRole("button", { name: "Swap sides" }).click();
  await expect(page.getByText("desk: felt +1.5 against −1")).toBeVisible();
});

for (const scheme of ["light", "dark"] as const) {
  test(`each of these screens keeps the rules of accessibility, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    const id = await foulee(page);
    const { items } = await api<{ items: { id: string }[] }>(page, "GET", "/api/v1/journeys");
    const other = items.find((item) => item.id !== id)?.id;
    for (const [address, drawn] of [
      ["/journeys", "Evidence"],
      ["/journeys/review", "Last review"],
      ["/journeys/from-data", "Create the map with"],
      [`/compare?left=${id}&right=${other}`, "Biggest differences"],
    ] as const) {
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(address);
      await expect(page.getByText(drawn).first()).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
    }
  });
}
