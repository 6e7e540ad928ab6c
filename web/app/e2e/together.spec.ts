/** Two people in two browsers on one map. */
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { api, expectAccessible, expectNoSidewaysScroll, foulee, run } from "./helpers";

/** Colleagues of this run alone: another run on the same server has others of its own. */
const [one, two] = [`Karim-${run}`, `Samia-${run}`];

interface Made {
  user: { id: string };
  link: string;
}

/** A colleague in a browser of their own; made anew by each test. */
async function colleague(page: Page, browser: Browser, name: string, role = "editor") {
  const email = `${name}.${run}@foulee.example`.toLowerCase();
  const wish = { name, email, role, language: "en" };
  const made = await api<Made>(page, "POST", "/api/v1/users", wish);
  // Not with the session that other tests share.
  const nobody = { cookies: [], origins: [] };
  const context = await browser.newContext({ locale: "en-GB", storageState: nobody });
  const theirs = await context.newPage();
  const { pathname, hash } = new URL(made.link);
  await theirs.goto(pathname + hash);
  await expect(theirs.getByRole("navigation").first()).toBeVisible();
  return { id: made.user.id, context, page: theirs };
}

/** The map with a touchpoint nobody else writes in. */
async function ownTouchpoint(page: Page, name: string) {
  const journey = await foulee(page);
  const map = await api<{ stages: { id: string }[] }>(page, "GET", `/api/v1/journeys/${journey}`);
  const stage = map.stages[0]?.id;
  const made = await api<{ id: string }>(page, "POST", `/api/v1/stages/${stage}/touchpoints`, {
    name,
  });
  return { journey, touchpoint: made.id };
}

const cell = (page: Page, touchpoint: string, lane: string) =>
  page.locator(`[data-of="${touchpoint}"][data-lane="${lane}"]`);

async function write(page: Page, touchpoint: string, lane: string, words: string) {
  await cell(page, touchpoint, lane).locator("[data-cell-button]").click();
  await cell(page, touchpoint, lane).getByRole("textbox").first().fill(words);
  await page.keyboard.press("Escape");
}

async function done(page: Page, journey: string, touchpoint: string, context: BrowserContext) {
  await context.close();
  await api(page, "DELETE", `/api/v1/touchpoints/${touchpoint}`);
  await page.goto(`/journeys/${journey}`);
}

test("two people see each other, and what one writes offline joins what the other wrote", async ({
  page,
  browser,
}) => {
  const { journey, touchpoint } = await ownTouchpoint(page, "Essai à deux");
  const karim = await colleague(page, browser, one);
  const address = `/journeys/${journey}`;
  await page.goto(address);
  await karim.page.goto(address);
  await expect(page.getByRole("img", { name: one })).toBeVisible();
  await expect(karim.page.getByRole("img", { name: "Camille Moreau" })).toBeVisible();

  // Where one is, the other sees.
  await cell(karim.page, touchpoint, "needs").locator("[data-cell-button]").click();
  await expect(cell(page, touchpoint, "needs").getByText(one)).toBeAttached();
  await karim.page.keyboard.press("Escape");

  // Cut off, one writes in three fields; the other in three of the same touchpoint meanwhile.
  await karim.context.setOffline(true);
  await write(karim.page, touchpoint, "next_action", "Appeler trois clients");
  await write(karim.page, touchpoint, "frictions", "Trop de tailles");
  await write(karim.page, touchpoint, "thinks", "Il compare");
  await write(page, touchpoint, "needs", "Être rassuré");
  await write(page, touchpoint, "frictions", "Photos trop petites");
  await write(page, touchpoint, "thinks", "Elle demande");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await karim.context.setOffline(false);

  // What does not meet is joined; where both wrote, whoever came later is asked.
  await expect(cell(page, touchpoint, "frictions")).toContainText("Trop de tailles", {
    timeout: 40_000,
  });
  await expect(cell(page, touchpoint, "frictions")).toContainText("Photos trop petites");
  await expect(cell(page, touchpoint, "next_action")).toContainText("Appeler trois clients");
  const asked = karim.page.getByRole("alert").filter({ hasText: "Essai à deux" });
  await expect(asked).toContainText("Elle demande");
  await asked.getByRole("button", { name: "Keep my text" }).click();
  await expect(cell(page, touchpoint, "thinks")).toContainText("Il compare");
  const now = await api<{ stages: { touchpoints: Record<string, unknown>[] }[] }>(
    page,
    "GET",
    `/api/v1${address}`,
  );
  const kept = now.stages.flatMap(({ touchpoints }) => touchpoints);
  expect(kept.find(({ id }) => id === touchpoint)).toMatchObject({
    needs: "Être rassuré",
    thinks: "Il compare",
    next_action: { text: "Appeler trois clients" },
    frictions: [{ text: "Photos trop petites" }, { text: "Trop de tailles" }],
  });
  await done(page, journey, touchpoint, karim.context);
});

test("a cell is commented, somebody is called, answers from the notification, and it is resolved", async ({
  page,
  browser,
}) => {
  const { journey, touchpoint } = await ownTouchpoint(page, "Essai commenté");
  const karim = await colleague(page, browser, two, "viewer");
  await page.goto(`/journeys/${journey}?panel=comments&about=${touchpoint}&lane=needs`);
  const panel = page.getByRole("complementary");
  const words = panel.getByRole("textbox", { name: "Comment on: Essai commenté · Needs" });
  await words.pressSequentially(`What do they need here, @${two.slice(0, 5)}`);
  await panel.getByRole("option", { name: two }).first().click();
  await words.press("ControlOrMeta+Enter");
  await expect(panel.getByText(`@${two}`)).toBeVisible();
  await expectAccessible(page, "aside");
  const mark = cell(page, touchpoint, "needs").getByRole("button", { name: "1 open conversation" });
  await expect(mark).toBeVisible();

  // Who was called is told, and comes from there to the very place.
  const bell = karim.page.getByRole("link", { name: "1 unread notification" });
  await expect(bell).toBeVisible();
  await bell.click();
  await expectAccessible(karim.page);
  await karim.page.getByRole("link", { name: /mentioned you at “Essai commenté”/ }).click();
  const theirs = karim.page.getByRole("complementary");
  const thread = theirs.getByRole("listitem").filter({ hasText: `@${two}` });
  await thread.getByRole("button", { name: "Answer" }).click();
  await theirs.getByRole("textbox", { name: "Your answer" }).fill("To know that it fits.");
  await theirs.getByRole("textbox", { name: "Your answer" }).press("ControlOrMeta+Enter");
  await expect(panel.getByText("To know that it fits.")).toBeVisible();
  await expect(page.getByRole("link", { name: /unread notification/ })).toBeVisible();

  await panel
    .getByRole("listitem")
    .filter({ hasText: `@${two}` })
    .getByRole("button", { name: "Resolve", exact: true })
    .click();
  await expect(mark).toBeHidden();
  await expect(panel.getByText("To know that it fits.")).toBeHidden();
  await panel.getByText("Resolved", { exact: true }).click();
  await expect(panel.getByText(/^Resolved by Camille/).first()).toBeVisible();
  await panel.getByRole("button", { name: "See all that happened here" }).click();
  await expect(panel.getByText(/resolved a conversation about/).first()).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await done(page, journey, touchpoint, karim.context);
});

test("mail comes as one wishes, and a map is made quiet", async ({ page }) => {
  const journey = await foulee(page);
  await api(page, "PATCH", "/api/v1/me/notices", { mail: "soon" });
  await page.goto("/settings/notices");
  await page.getByRole("radio", { name: /^Once a day/ }).check();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/journeys/${journey}?panel=about`);
  const kept = page.waitForResponse((answer) => answer.url().includes("/me/notices/muted/"));
  await page.getByRole("switch", { name: "Keep quiet about this map" }).check({ force: true });
  await kept;
  await page.goto("/settings/notices");
  await expect(page.getByRole("radio", { name: /^Once a day/ })).toBeChecked();
  await page.getByRole("button", { name: "Hear of it again" }).click();
  await expect(page.getByText(/^None\. A map is made quiet/)).toBeVisible();
  await page.getByRole("radio", { name: /^Soon/ }).check();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
});
