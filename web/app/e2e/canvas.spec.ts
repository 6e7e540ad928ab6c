/** The canvas: lanes, cells, the emotion curve, links, pictures, the table, both languages. */
import { expect, type Page, test } from "@playwright/test";
import type { Journey } from "../src/api/types";
import {
  api,
  card,
  cardNames,
  draw,
  expectAccessible,
  expectNoSidewaysScroll,
  run,
} from "./helpers";

const cell = (page: Page, lane: string, touchpoint: string) =>
  page.getByRole("button", { name: `Edit “${lane}” of ${touchpoint}` });

const laneNames = (page: Page) => page.locator("[data-lane-row]");

async function lanesOf(page: Page): Promise<string[]> {
  return laneNames(page).evaluateAll((rows) =>
    rows.map((row) => row.getAttribute("data-lane-row") ?? ""),
  );
}

/** A journey with two touchpoints in one stage and one in the next. */
const three = (page: Page, name: string) =>
  draw(page, `${name} ${run}`, {
    Awareness: { Alpha: null, Beta: null },
    Decision: { Gamma: null },
  });

test("cells are typed in place, and Tab goes on along the lane", async ({ page }) => {
  const { id } = await three(page, "Cells");
  await page.goto(`/journeys/${id}`);
  await cell(page, "Needs", "Alpha").click();
  await page.keyboard.type("To be sure");
  await page.keyboard.press("Tab");
  await page.keyboard.type("To compare");
  await page.keyboard.press("Escape");
  // Escape gives the focus back to the cell, and Enter opens it again.
  await expect(cell(page, "Needs", "Beta")).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" prices");
  await page.keyboard.press("Escape");

  await cell(page, "Frictions", "Alpha").click();
  await page.keyboard.type("Sizes are unclear");
  await page.getByRole("button", { name: "Severity: Medium" }).click();
  await page.getByLabel("How do we know? 1").fill("31% of returns");
  await page.getByLabel("Frictions: Alpha 1").press("Enter");
  await page.keyboard.type("Slow pictures");
  await page.keyboard.press("Escape");
  const frictions = page.locator('[data-lane="frictions"]').first();
  await expect(frictions.getByRole("listitem")).toHaveCount(2);
  await expect(frictions.getByRole("img", { name: "Severity: High" })).toBeVisible();

  await cell(page, "Channels", "Beta").click();
  await page.getByRole("button", { name: "Web", exact: true }).click();
  await page.getByRole("button", { name: "Store", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();

  await page.reload();
  await expect(page.getByText("To be sure")).toBeVisible();
  await expect(page.getByText("To compare prices")).toBeVisible();
  await expect(frictions.getByText("31% of returns")).toBeVisible();
  await expect(page.locator('[data-lane="channels"]').nth(1)).toContainText("Store");
  await expectAccessible(page);
});

test("lanes are shown, moved, folded, added, removed and brought back", async ({ page }) => {
  const { id } = await three(page, "Lanes");
  await page.goto(`/journeys/${id}`);
  await expect(laneNames(page).first()).toBeVisible();
  const before = await lanesOf(page);
  expect(before).not.toContain("thinks");

  await page.getByRole("button", { name: "Lanes", exact: true }).click();
  const menu = page.getByRole("dialog", { name: "Lanes" });
  await menu.getByLabel("Thinks").check();
  await menu.getByLabel("Name of the lane").fill("Ideas");
  await menu.getByLabel("What it holds").selectOption({ label: "List" });
  await menu.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("region", { name: "Ideas" })).toBeVisible();
  await cell(page, "Ideas", "Gamma").click();
  await page.keyboard.type("One\nTwo");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Ideas" }).getByRole("listitem")).toHaveText([
    "One",
    "Two",
  ]);

  // By key from its head, and by dragging its grip.
  const needs = before.indexOf("needs");
  await page.getByRole("button", { name: "Needs", exact: true }).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => lanesOf(page).then((lanes) => lanes.indexOf("needs"))).toBe(needs - 1);
  const head = page.locator('[data-lane-head="needs"]');
  await head.hover();
  const grip = await head.locator("[aria-hidden=true]").first().boundingBox();
  const figures = await page.locator('[data-lane-row="figures"]').boundingBox();
  if (!grip || !figures) throw new Error("no lane to drag");
  await page.mouse.move(grip.x + 5, grip.y + 10);
  await page.mouse.down();
  await page.mouse.move(figures.x + 20, figures.y + 4, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => lanesOf(page).then(([first]) => first)).toBe("needs");

  await page.getByRole("button", { name: "Needs", exact: true }).click();
  await expect(page.locator('[data-cell][data-lane="needs"]')).toHaveCount(0);
  await page.getByRole("button", { name: "Needs", exact: true }).click();
  await expect(page.locator('[data-cell][data-lane="needs"]')).toHaveCount(3);

  await page.getByRole("button", { name: "Actions for Ideas" }).click();
  await page.getByRole("menuitem", { name: "Remove the lane" }).click();
  await expect(page.getByRole("region", { name: "Ideas" })).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(page.getByRole("region", { name: "Ideas" }).getByText("Two")).toBeVisible();
});

test("the emotion curve is drawn by mouse and by keys", async ({ page }) => {
  const { id } = await three(page, "Curve");
  await page.goto(`/journeys/${id}`);
  const today = (name: string) => page.getByRole("slider", { name: `Today’s feeling at ${name}` });
  await expect(today("Alpha")).toHaveAttribute("aria-valuetext", "not drawn");

  // A press high in its column draws it; dragging moves it.
  const chart = page.locator("[data-emotion] svg[data-editable]");
  const box = await chart.boundingBox();
  const alpha = await card(page, "Alpha").boundingBox();
  if (!box || !alpha) throw new Error("no chart");
  const x = alpha.x + alpha.width / 2;
  await page.mouse.click(x, box.y + 20);
  await expect(today("Alpha")).toHaveAttribute("aria-valuetext", "+2, Delighted");
  await page.mouse.move(x, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(x, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(today("Alpha")).toHaveAttribute("aria-valuetext", "0, Neutral");

  await today("Alpha").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowUp");
  await expect(today("Alpha")).toHaveAttribute("aria-valuetext", "+0.6, Pleased");
  await page.keyboard.press("ArrowRight");
  await expect(today("Beta")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(today("Beta")).toHaveAttribute("aria-valuetext", "−2, Upset");

  const wished = page.getByRole("slider", { name: "Wished feeling at Beta" });
  await wished.focus();
  await page.keyboard.press("End");
  await expect(wished).toHaveAttribute("aria-valuetext", "+2, Delighted");

  await today("Alpha").focus();
  await page.keyboard.press("Delete");
  await expect(today("Alpha")).toHaveAttribute("aria-valuetext", "not drawn");
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(today("Beta")).toHaveAttribute("aria-valuetext", "−2, Upset");
});

test("belief and measure are told apart, in words too", async ({ page }) => {
  const journey = await three(page, "Gap");
  const [first] = journey.stages;
  const drawn = await api<Journey>(page, "GET", `/api/v1/journeys/${journey.id}`);
  const [alpha] = drawn.stages[0]?.touchpoints ?? [];
  expect(first && alpha).toBeTruthy();
  await api(page, "PATCH", `/api/v1/touchpoints/${alpha?.id}`, {
    felt: 1.2,
    moment_of_truth: true,
  });
  // Customers who answered: told in the server's stead, so that the numbers are known.
  await page.route("**/figures?*", async (route) => {
    const response = await route.fetch();
    const figures = (await response.json()) as {
      touchpoints: { touchpoint_id: string; felt?: object }[];
    };
    for (const one of figures.touchpoints)
      if (one.touchpoint_id === alpha?.id) one.felt = { mean: 0.4, answers: 140 };
    await route.fulfill({ json: figures });
  });
  await page.goto(`/journeys/${journey.id}`);
  const sentence = "The team believes itself 0.8 points above what customers say";
  await expect(page.locator("[data-emotion]").getByText(sentence)).toBeVisible();
  await page.getByRole("slider", { name: "Today’s feeling at Alpha" }).focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("tooltip")).toContainText("140 answers");
  await expect(page.getByRole("tooltip")).toContainText("0.8 points above");
  await expect(card(page, "Alpha").getByRole("img", { name: "Moment of truth" })).toBeVisible();
});

test("touchpoints are linked by hand and by menu, named, and unlinked", async ({ page }) => {
  const { id } = await three(page, "Links");
  await page.goto(`/journeys/${id}`);
  await card(page, "Alpha").hover();
  const handle = await card(page, "Alpha").locator("[data-link-from]").boundingBox();
  const gamma = await card(page, "Gamma").boundingBox();
  if (!handle || !gamma) throw new Error("no card to link");
  await page.mouse.move(handle.x + 12, handle.y + 12);
  await page.mouse.down();
  await page.mouse.move(gamma.x + 40, gamma.y + 20, { steps: 5 });
  await page.mouse.up();
  const forward = page.getByRole("button", { name: /^From Alpha to Gamma/ });
  await forward.click();
  await page.getByLabel("When do customers take it?").fill("they know the shop");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("button", { name: "From Alpha to Gamma: they know the shop" }),
  ).toBeVisible();

  await page.getByRole("button", { name: "Actions for Gamma" }).click();
  await page.getByRole("menuitem", { name: "Link to…" }).click();
  await page.getByRole("menuitem", { name: "Beta" }).click();
  const back = page.getByRole("button", { name: "From Gamma to Beta" });
  await expect(back).toBeVisible();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();

  await page.reload();
  await back.click();
  await page.getByRole("button", { name: "Remove the link" }).click();
  await expect(back).toHaveCount(0);
  await expect(forward).toBeVisible();
});

test("cards are dragged to another stage by mouse", async ({ page }) => {
  const { id } = await three(page, "Drag");
  await page.goto(`/journeys/${id}`);
  const alpha = await card(page, "Alpha").boundingBox();
  const gamma = await card(page, "Gamma").boundingBox();
  if (!alpha || !gamma) throw new Error("no card to drag");
  await page.mouse.move(alpha.x + 30, alpha.y + 50);
  await page.mouse.down();
  await page.mouse.move(gamma.x + gamma.width - 10, gamma.y + 40, { steps: 8 });
  await page.mouse.up();
  await expect(cardNames(page, "Decision")).toHaveText(["Gamma", "Alpha"]);
  await expect(cardNames(page, "Awareness")).toHaveText(["Beta"]);
  // A drag is no click: no panel opened.
  await expect(page.getByRole("complementary")).toHaveCount(0);
});

/** A red square, as small as a picture gets. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGO4YGCAFTEMLQkA2ntMAeuWKpoAAAAASUVORK5CYII=",
  "base64",
);

test("key moments take pictures with words for those who do not see them", async ({ page }) => {
  const { id } = await three(page, "Pictures");
  await page.goto(`/journeys/${id}`);
  await cell(page, "Key moments", "Alpha").click();
  const moments = page.locator('[data-lane="key_moments"]').first();
  const chooser = moments.locator("input[type=file]");
  await chooser.setInputFiles([
    { name: "moment.png", mimeType: "image/png", buffer: PIXEL },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") },
  ]);
  await expect(moments.getByRole("alert")).toContainText("notes.txt");
  await moments.getByLabel("What does it show?").fill("She tries the shoe on");
  await page.keyboard.press("Escape");
  await expect(moments.getByRole("img", { name: "She tries the shoe on" })).toBeVisible();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await page.reload();
  await expect(moments.getByRole("img", { name: "She tries the shoe on" })).toBeVisible();
});

test("a map says the same in its other language", async ({ page }) => {
  const { id } = await three(page, "Words");
  await page.goto(`/journeys/${id}`);
  await cell(page, "Needs", "Alpha").click();
  await page.keyboard.type("To be sure");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("menuitemradio", { name: "Français" }).click();
  await expect(page).toHaveURL(/lang=fr/);
  // What is not translated stands in, and says so.
  const needs = page.locator('[data-lane="needs"]').first();
  await expect(needs).toContainText("To be sure (Not translated yet)");
  await cell(page, "Needs", "Alpha").click();
  await page.keyboard.type("Être sûre");
  await page.keyboard.press("Escape");
  await expect(needs.getByText("Être sûre")).toBeVisible();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await page.goto(`/journeys/${id}`);
  await expect(needs.getByText("To be sure")).toBeVisible();
});

test("lanes, links and the journey itself have words in the other language", async ({ page }) => {
  const { id } = await three(page, "Both");
  const { stages, lanes } = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
  const [alpha, beta] = stages[0]?.touchpoints ?? [];
  await api(page, "POST", `/api/v1/journeys/${id}/links`, {
    from: alpha?.id,
    to: beta?.id,
    label: "in a hurry",
  });
  await api(page, "PATCH", `/api/v1/journeys/${id}`, {
    lanes: [{ id: "cost", kind: "number", name: "Cost" }, ...(lanes ?? [])],
  });
  await page.goto(`/journeys/${id}?lang=fr`);
  await page.getByRole("button", { name: "Actions for Cost" }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.getByLabel("Name of the lane").fill("Coût");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Coût" })).toBeVisible();

  const link = page.getByRole("button", { name: /^From Alpha to Beta/ });
  await link.click();
  const when = page.getByLabel("When do customers take it?");
  await expect(when).toHaveAttribute("placeholder", "Original: in a hurry");
  await when.fill("pressée");
  await page.keyboard.press("Enter");
  await expect(link).toHaveAccessibleName("From Alpha to Beta: pressée");

  await page.getByRole("button", { name: new RegExp(`^Both ${run}`) }).click();
  await page.getByRole("menuitem", { name: "About this journey" }).click();
  await page.getByLabel("Name of the journey").fill("Les deux");
  await page.getByLabel("Name of the journey").blur();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Les deux");

  // Each is a step of its own, and is taken back like any other.
  await page.getByRole("button", { name: "Undo: about the journey" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Both ${run}`);
  await page.getByRole("button", { name: "Redo: about the journey" }).click();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
  await page.goto(`/journeys/${id}`);
  await expect(page.getByRole("region", { name: "Cost" })).toBeVisible();
  await expect(link).toHaveAccessibleName("From Alpha to Beta: in a hurry");
  await page.goto(`/journeys/${id}?lang=fr&view=table`);
  await expect(page.getByRole("columnheader", { name: "Coût" })).toBeVisible();
  await expect(page.getByText("Beta (pressée)")).toBeVisible();
});

test("the table reads in order and is accessible", async ({ page }) => {
  const { id } = await three(page, "Table");
  await page.goto(`/journeys/${id}`);
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("menuitemradio", { name: "Table" }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(page.getByRole("rowheader")).toHaveText([
    "Awareness",
    "Alpha",
    "Beta",
    "Consideration",
    "Decision",
    "Gamma",
    "Retention",
    "Advocacy",
  ]);
  await expect(page.getByRole("columnheader", { name: "Needs" })).toBeVisible();
  await expectAccessible(page);
});

test.describe("390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("lanes are sections under each touchpoint, and are typed there", async ({ page }) => {
    const { id } = await three(page, "Narrow");
    await page.goto(`/journeys/${id}`);
    await cell(page, "Needs", "Alpha").tap();
    await page.keyboard.type("To be sure");
    await page.keyboard.press("Escape");
    await expect(page.getByText("To be sure")).toBeVisible();
    await page.getByRole("slider", { name: "How it feels today" }).first().focus();
    await page.keyboard.press("End");
    await expect(page.getByText("+2, Delighted").first()).toBeVisible();
    await page.getByRole("slider", { name: "How it should feel" }).first().focus();
    await page.keyboard.press("Home");
    await expect(page.getByText("−2, Upset").first()).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();
    const { stages } = await api<Journey>(page, "GET", `/api/v1/journeys/${id}`);
    const alpha = stages[0]?.touchpoints[0];
    expect([alpha?.felt, alpha?.wished]).toEqual([2, -2]);
  });

  test("touchpoints are selected by a long press and by taps, and changed together", async ({
    page,
  }) => {
    const { id } = await three(page, "Taps");
    await page.goto(`/journeys/${id}`);
    const bar = page.getByRole("toolbar", { name: "Selected touchpoints" });
    // A finger that rests: Playwright has taps only, so the events are those of a phone.
    const alpha = await card(page, "Alpha").boundingBox();
    if (!alpha) throw new Error("no card to press");
    const cdp = await page.context().newCDPSession(page);
    const touchPoints = [{ x: alpha.x + 60, y: alpha.y + 40 }];
    await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    await expect(bar.getByText("1 touchpoint selected")).toBeVisible();
    await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(bar.getByText("1 touchpoint selected")).toBeVisible();
    // A tap anywhere on a card chooses it, and opens nothing.
    await card(page, "Beta").tap({ position: { x: 40, y: 12 } });
    await expect(bar.getByText("2 touchpoints selected")).toBeVisible();
    await expect(page).not.toHaveURL(/touchpoint=/);
    await expectAccessible(page);
    await bar.getByRole("button", { name: "Move to" }).tap();
    await page.getByRole("menuitem", { name: "Decision" }).tap();
    await expect(cardNames(page, "Awareness")).toHaveCount(0);
    await expect
      .poll(async () =>
        (await api<Journey>(page, "GET", `/api/v1/journeys/${id}`)).stages.map((stage) =>
          stage.touchpoints.map(({ name }) => name).join(" "),
        ),
      )
      .toEqual(["", "", "Gamma Alpha Beta", "", ""]);
    await bar.getByRole("button", { name: "Clear the selection" }).tap();
    await expect(bar).toHaveCount(0);
    // By its button, for those who do not press long; the box says what it selects.
    await page.getByRole("button", { name: "Select", exact: true }).tap();
    await expect(bar.getByText("Tap the touchpoints to select")).toBeVisible();
    await page.getByRole("button", { name: "Select", exact: true }).tap();
    await expect(bar).toHaveCount(0);
  });

  test("the text grows, and the lanes step aside for the touchpoints", async ({ page }) => {
    const { id } = await three(page, "Size");
    await page.goto(`/journeys/${id}`);
    const name = card(page, "Alpha").getByRole("heading");
    const height = async () => (await name.boundingBox())?.height ?? 0;
    const before = await height();
    await page.getByRole("button", { name: "View" }).tap();
    await page.getByRole("menuitem", { name: "Larger text" }).tap();
    await page.getByRole("menuitem", { name: "Larger text" }).tap();
    await expect(page.getByText("Text size: 130%")).toBeVisible();
    await page.getByRole("menuitemcheckbox", { name: "Touchpoints only" }).tap();
    await expect(cell(page, "Needs", "Alpha")).toHaveCount(0);
    expect(await height()).toBeGreaterThan(before * 1.2);
    await expectNoSidewaysScroll(page);
    // It is remembered for this map on this device.
    await page.reload();
    await expect(card(page, "Alpha")).toBeVisible();
    await expect(cell(page, "Needs", "Alpha")).toHaveCount(0);
  });
});
