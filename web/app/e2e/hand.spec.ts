/** The hand: undo, many at once, copies between maps, keys alone, and nothing typed ever lost. */
import { expect, type Page, test } from "@playwright/test";
import type { Journey } from "../src/api/types";
import { api, draw, expectAccessible, run } from "./helpers";

const names = (page: Page) => page.locator("[data-canvas] [data-card] h3");
const nameOf = (page: Page, name: string) =>
  page.locator("[data-canvas] [data-touchpoint]").getByText(name, { exact: true });
const cardNamed = (page: Page, name: string) =>
  page.locator("[data-canvas] [data-card]").filter({ has: page.getByRole("link", { name }) });
const saved = (page: Page) => page.getByRole("status").getByText("Saved", { exact: true });

/** What the server has, stage by stage. */
async function onServer(page: Page, id: string): Promise<string[]> {
  const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  return stages.map((stage) => stage.touchpoints.map(({ name }) => name).join(" "));
}

async function open(page: Page, name: string, awareness: string[], consideration: string[] = []) {
  const entry = (list: string[]) => Object.fromEntries(list.map((item) => [item, null]));
  const { id } = await draw(page, `${name} ${run}`, {
    Awareness: entry(awareness),
    Consideration: entry(consideration),
  });
  await page.goto(`/journeys/${id}`);
  await expect(names(page)).toHaveCount(awareness.length + consideration.length);
  // The tools over the map listen from now on.
  await expect(page.getByRole("toolbar", { name: "Zoom" })).toBeVisible();
  return id;
}

async function write(page: Page, touchpoint: string, lane: string, text: string) {
  await page.getByRole("button", { name: `Edit “${lane}” of ${touchpoint}` }).click();
  await page.keyboard.type(text);
}

test("undo and redo go over everything done in the session", async ({ page }) => {
  const id = await open(page, "Undo", ["Alpha", "Beta"], ["Gamma"]);

  await nameOf(page, "Alpha").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(names(page)).toHaveText(["Beta", "Alpha", "Gamma"]);
  await page.keyboard.press("Delete");
  await expect(names(page)).toHaveText(["Beta", "Gamma"]);
  await write(page, "Beta", "Needs", "A clear price");
  await page.keyboard.press("Escape");
  await expect(page.getByText("A clear price")).toBeVisible();

  const undo = page.getByRole("button", { name: "Undo: edit “Beta”" });
  await undo.click();
  await expect(page.getByText("A clear price")).toHaveCount(0);
  await page.keyboard.press("Control+z");
  await expect(names(page)).toHaveText(["Beta", "Alpha", "Gamma"]);
  await page.keyboard.press("Control+z");
  await expect(names(page)).toHaveText(["Alpha", "Beta", "Gamma"]);

  await page.getByRole("button", { name: "Redo: move “Alpha”" }).click();
  await page.keyboard.press("Control+Shift+z");
  await page.keyboard.press("Control+y");
  await expect(names(page)).toHaveText(["Beta", "Gamma"]);
  await expect(page.getByText("A clear price")).toBeVisible();
  await expect(saved(page)).toBeVisible();
  expect((await onServer(page, id)).slice(0, 2)).toEqual(["Beta", "Gamma"]);
});

test("a review is taken back where it was made, and made again", async ({ page }) => {
  const id = await open(page, "Reviewed", ["Alpha"]);
  const last = async () => {
    const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
    return stages[0]?.touchpoints[0]?.reviewed_by ?? null;
  };
  await nameOf(page, "Alpha").click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("button", { name: "Reviewed today" }).click();
  await expect(panel.getByText(/^Reviewed .* by Camille Moreau/)).toBeVisible();
  await expect.poll(last).toBe("Camille Moreau");
  await page
    .getByRole("listitem")
    .filter({ hasText: "“Alpha” reviewed" })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(panel.getByText("Never reviewed")).toBeVisible();
  await expect.poll(last).toBe(null);
  await page.getByRole("button", { name: "Redo: review of “Alpha”" }).click();
  await expect(panel.getByText(/^Reviewed .* by Camille Moreau/)).toBeVisible();
  await expect.poll(last).toBe("Camille Moreau");
});

test("several touchpoints are selected and changed at once, as one step", async ({ page }) => {
  const id = await open(page, "Several", ["A1", "A2", "A3"], ["B1", "B2"]);
  const bar = page.getByRole("toolbar", { name: "Selected touchpoints" });
  const corner = { x: 30, y: 8 };

  await cardNamed(page, "A2").click({ modifiers: ["ControlOrMeta"], position: corner });
  await cardNamed(page, "B1").click({ modifiers: ["Shift"], position: corner });
  await expect(bar.getByText("3 touchpoints selected")).toBeVisible();
  await cardNamed(page, "A3").click({ modifiers: ["ControlOrMeta"], position: corner });
  await expect(bar.getByText("2 touchpoints selected")).toBeVisible();
  await expect(page).not.toHaveURL(/touchpoint=/);
  await expectAccessible(page);

  await bar.getByRole("button", { name: "Owning team" }).click();
  await page.getByRole("combobox", { name: "Owning team" }).fill("Shop");
  await page.keyboard.press("Enter");
  await bar.getByRole("button", { name: "Move to" }).click();
  await page.getByRole("menuitem", { name: "Decision" }).click();
  await expect(names(page)).toHaveText(["A1", "A3", "B2", "A2", "B1"]);
  await expect(saved(page)).toBeVisible();
  const moved = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  expect(moved.stages[2]?.touchpoints.map((item) => [item.name, item.owning_team])).toEqual([
    ["A2", "Shop"],
    ["B1", "Shop"],
  ]);

  await page.getByRole("button", { name: "Undo: move 2 touchpoints" }).click();
  await expect(names(page)).toHaveText(["A1", "A2", "A3", "B1", "B2"]);

  // A rectangle drawn under the cards, up over the first two.
  // Escape would first put away the tooltip of the button under the mouse.
  await page.mouse.move(700, 800);
  await nameOf(page, "A1").focus();
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
  const [first, second] = [
    await cardNamed(page, "A1").boundingBox(),
    await cardNamed(page, "A2").boundingBox(),
  ];
  if (!first || !second) throw new Error("the cards are not on screen");
  await page.mouse.move(first.x + 4, first.y + first.height + 6);
  await page.mouse.down();
  await page.mouse.move(second.x + 40, second.y + 20, { steps: 5 });
  await page.mouse.up();
  await expect(bar.getByText("2 touchpoints selected")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await expect(bar.getByText("5 touchpoints selected")).toBeVisible();
});

test("touchpoints are copied to another map, and lines of text become touchpoints", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "From", ["Alpha", "Beta"]);
  await write(page, "Alpha", "Needs", "A clear price");
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("ControlOrMeta+c");
  await expect(page.getByText("2 touchpoints copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("Alpha\nBeta");

  const other = await context.newPage();
  const id = await open(other, "To", [], ["Gamma"]);
  await nameOf(other, "Gamma").focus();
  await other.keyboard.press("ControlOrMeta+v");
  await expect(names(other)).toHaveText(["Gamma", "Alpha", "Beta"]);
  await expect(saved(other)).toBeVisible();
  const pasted = await api<Journey>(other, "GET", `/api/v1/journeys/${id}`);
  expect(pasted.stages[1]?.touchpoints[1]).toMatchObject({ name: "Alpha", needs: "A clear price" });

  await other.evaluate(() => navigator.clipboard.writeText("1. Search\r\n- <b>Shop</b>\n\n"));
  await other.keyboard.press("Escape");
  await nameOf(other, "Beta").focus();
  await other.keyboard.press("ControlOrMeta+v");
  await expect(names(other)).toHaveText(["Gamma", "Alpha", "Beta", "Search", "<b>Shop</b>"]);
  await other.close();
});

test("what one writes about a new card stays while the server names it", async ({ page }) => {
  const id = await open(page, "Named", ["Alpha"]);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/touchpoints/paste", async (route) => {
    await held;
    await route.continue();
  });
  await nameOf(page, "Alpha").focus();
  await page.keyboard.press("n");
  await page.keyboard.type("Beta");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const panel = page.getByRole("complementary");
  await panel.getByLabel("What customers need").fill("To know");
  release();
  await expect(page).toHaveURL(/touchpoint=tch_/);
  await expect(panel.getByLabel("What customers need")).toBeFocused();
  await page.keyboard.type(" the size");
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(saved(page)).toBeVisible();
  const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  expect(stages[0]?.touchpoints[1]?.needs).toBe("To know the size");
});

test("a map is drawn with the keyboard alone", async ({ page }) => {
  const id = await open(page, "Keys", ["Alpha"], ["Gamma"]);
  const focused = page.locator(":focus");

  // One card is in the tab order; arrows go to the others and down the lanes.
  await nameOf(page, "Alpha").focus();
  await page.keyboard.press("ArrowRight");
  await expect(focused).toHaveText("Gamma");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("n");
  await page.keyboard.type("Beta");
  await page.keyboard.press("Enter");
  await expect(names(page)).toHaveText(["Alpha", "Beta", "Gamma"]);
  await expect(focused).toHaveText("Beta");

  // Down the lanes, while the server is still naming the new card.
  const needs = page.getByRole("button", { name: "Edit “Needs” of Beta" });
  const lane = () =>
    page.evaluate(
      () => document.activeElement?.closest<HTMLElement>("[data-lane]")?.dataset.lane ?? "",
    );
  for (let row = 0; row < 10 && (await lane()) !== "needs"; row++) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(needs).toBeFocused();
  await expect(saved(page)).toBeVisible();
  await expect(needs).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type("To know the size");
  await page.keyboard.press("Escape");
  await expect(needs).toBeFocused();
  await page.keyboard.press("f");
  await expect(page.getByText("To know the size")).toHaveCount(0);
  await page.keyboard.press("f");
  await expect(page.getByText("To know the size")).toBeVisible();

  await nameOf(page, "Beta").focus();
  await page.keyboard.press("Alt+ArrowRight");
  await expect(focused).toHaveText("Beta");
  await page.keyboard.press("l");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox").fill("alpha");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();

  await page.keyboard.press("Shift+N");
  await page.keyboard.type("After");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 2, name: "After" })).toBeVisible();
  await expect(saved(page)).toBeVisible();
  const drawn = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  expect(drawn.stages.map(({ name }) => name).at(-1)).toBe("After");
  expect(drawn.stages[1]?.touchpoints.map(({ name }) => name)).toEqual(["Beta", "Gamma"]);
  expect(drawn.stages[1]?.touchpoints[0]?.needs).toBe("To know the size");
  expect(drawn.links).toHaveLength(1);

  const zoom = page.getByRole("toolbar", { name: "Zoom" });
  await page.keyboard.press("+");
  await expect(zoom.getByText("110%")).toBeVisible();
  await page.keyboard.press("0");
  await expect(zoom.getByText("110%")).toHaveCount(0);
  const minimap = page.getByRole("img", { name: /^Minimap/ });
  await expect(minimap).toBeVisible();
  await page.keyboard.press("m");
  await expect(minimap).toBeHidden();
  await zoom.getByRole("button", { name: /back to real size/ }).click();

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog").getByText("Move the card")).toBeVisible();
  await expectAccessible(page);
});

test("a lost connection loses no word, even when the page is closed meanwhile", async ({
  page,
  context,
}) => {
  const id = await open(page, "Offline", ["Alpha", "Beta"]);
  await context.setOffline(true);
  await write(page, "Alpha", "Needs", "Written without a connection");
  await page.keyboard.press("Escape");
  await nameOf(page, "Alpha").focus();
  await page.keyboard.press("n");
  await page.keyboard.type("Made offline");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Offline: 2 changes kept on this device")).toBeVisible();
  await write(page, "Made offline", "Needs", "Its words too");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Offline: 3 changes kept on this device")).toBeVisible();

  // The page goes while nothing was sent; without a connection it cannot even come back.
  await page.goto("about:blank");
  await context.setOffline(false);
  expect(await onServer(page, id)).toEqual(["Alpha Beta", "", "", "", ""]);
  await page.goto(`/journeys/${id}`);
  await expect(page.getByText("3 changes from an earlier visit were found")).toBeVisible();
  await expect(page.getByText("Written without a connection")).toBeVisible();
  const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  expect(stages[0]?.touchpoints.map(({ name, needs }) => [name, needs])).toEqual([
    ["Alpha", "Written without a connection"],
    ["Beta", ""],
    ["Made offline", "Its words too"],
  ]);

  // And once the connection comes back to a page that is still open, all goes by itself.
  await context.setOffline(true);
  await write(page, "Beta", "Needs", "Second time");
  await expect(page.getByText("Offline: 1 change kept on this device")).toBeVisible();
  await context.setOffline(false);
  await expect(saved(page)).toBeVisible();
});

test("an answer that is lost on the way makes nothing twice", async ({ page }) => {
  const id = await open(page, "Once", ["Alpha"]);
  let lost = 0;
  await page.route("**/touchpoints/paste", async (route) => {
    const path = new URL(route.request().url()).pathname;
    await api(page, "POST", path, route.request().postDataJSON());
    lost += 1;
    await route.abort("connectionreset");
  });
  await nameOf(page, "Alpha").focus();
  await page.keyboard.press("n");
  await page.keyboard.type("Beta");
  await page.keyboard.press("Enter");
  await expect(saved(page)).toBeVisible();
  expect(lost).toBe(1);
  expect((await onServer(page, id))[0]).toBe("Alpha Beta");
  await expect(names(page)).toHaveText(["Alpha", "Beta"]);
});

test("two people on one card: one deletes it, the other's words are kept", async ({ page }) => {
  const id = await open(page, "Gone", ["Alpha", "Beta"]);
  const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  const alpha = stages[0]?.touchpoints[0]?.id;

  await write(page, "Alpha", "Needs", "Not to be lost");
  await api(page, "DELETE", `/api/v1/touchpoints/${alpha}`);
  const notice = page.getByRole("alert").filter({ hasText: "Someone deleted “Alpha”" });
  await expect(notice.getByText("Not to be lost")).toBeVisible();
  await expectAccessible(page);

  await notice.getByRole("button", { name: "Bring the card back with my text" }).click();
  await expect(notice).toBeHidden();
  await expect(names(page)).toHaveText(["Alpha", "Beta"]);
  await expect(saved(page)).toBeVisible();
  const back = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  expect(back.stages[0]?.touchpoints[0]).toMatchObject({ name: "Alpha", needs: "Not to be lost" });
});

test("two people in one field: both texts are shown, and one chooses", async ({ page }) => {
  const id = await open(page, "Both", ["Alpha"]);
  const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  const alpha = `/api/v1/touchpoints/${stages[0]?.touchpoints[0]?.id}`;

  // What the other person does is not told to this page before it has typed.
  await page.route(/\/live$/, (route) => route.abort());
  await page.reload();
  await write(page, "Alpha", "Needs", "My");
  await api(page, "PATCH", alpha, { needs: "Their words" });
  await page.keyboard.type(" words");
  const notice = page.getByRole("alert").filter({ hasText: "Someone else changed “Alpha” too" });
  await expect(notice.getByText("My words")).toBeVisible();
  await expect(notice.getByText("Their words")).toBeVisible();
  await notice.getByRole("button", { name: "Keep my text" }).click();
  await expect(notice).toBeHidden();
  await expect(saved(page)).toBeVisible();
  const mine = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  expect(mine.stages[0]?.touchpoints[0]?.needs).toBe("My words");
});

test("someone who may only read selects and copies, and changes nothing", async ({
  page,
  browser,
  baseURL,
}) => {
  const id = await open(page, "Reader", ["Alpha", "Beta"]);
  const { link } = await api<{ link: string }>(page, "POST", "/api/v1/users", {
    name: "Vera",
    email: `vera-hand-${run}@example.org`,
    role: "viewer",
    language: "en",
  });
  const { pathname, hash } = new URL(link);
  const context = await browser.newContext({
    baseURL,
    storageState: undefined,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const viewer = await context.newPage();
  await viewer.goto(pathname + hash);
  await expect(viewer.getByRole("navigation").first()).toBeVisible();
  await viewer.goto(`/journeys/${id}`);
  await expect(names(viewer)).toHaveText(["Alpha", "Beta"]);

  await viewer.keyboard.press("ControlOrMeta+a");
  const bar = viewer.getByRole("toolbar", { name: "Selected touchpoints" });
  await expect(bar.getByText("2 touchpoints selected")).toBeVisible();
  await expect(bar.getByRole("button", { name: "Delete" })).toHaveCount(0);
  await viewer.keyboard.press("ControlOrMeta+c");
  await expect(viewer.getByText("2 touchpoints copied")).toBeVisible();
  await viewer.keyboard.press("ControlOrMeta+v");
  await expect(viewer.getByText("You can read this map but not edit it.")).toBeVisible();
  await nameOf(viewer, "Alpha").focus();
  for (const key of ["Delete", "n", "Shift+N", "l", "Alt+ArrowRight", "ControlOrMeta+x"]) {
    await viewer.keyboard.press(key);
  }
  await expect(names(viewer)).toHaveText(["Alpha", "Beta"]);
  await expect(viewer.getByRole("textbox")).toHaveCount(0);
  expect((await onServer(page, id))[0]).toBe("Alpha Beta");
  await context.close();
});
