/**
 * How soon Reality is there over a large log: from the address to the first paint and to the picture,
 * and from a changed filter to the redrawn picture. Opens the views of a journey of a running Parcours
 * (PARCOURS_URL, PARCOURS_LINK as for the browser tests; JOURNEY, an id) in a browser that keeps nothing,
 * five times each; each time another filter, so that no answer is at hand. Prints medians and the
 * longest, in ms, and fails where a median is over what is wanted.
 */
import { chromium } from "@playwright/test";

const [TIMES, PAINT_MS, REDRAW_MS] = [5, 1_000, 500];
const base = process.env.PARCOURS_URL ?? "http://127.0.0.1:7878";
const { PARCOURS_LINK: link, JOURNEY: journey } = process.env;
if (!link || !journey) throw new Error("PARCOURS_LINK must hold a sign-in link, JOURNEY an id");

/** What is on screen once a view is drawn. */
const drawn = {
  flow: "svg g[role=button]",
  steps: "svg [role=button]",
  paths: "[role=tabpanel] li",
  funnel: "[role=tabpanel] svg",
  times: "[role=tabpanel] svg",
  drift: "[role=tabpanel] li",
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const signedIn = await browser.newContext({ baseURL: base });
const first = await signedIn.newPage();
const { pathname, hash } = new URL(link);
await first.goto(pathname + hash);
await first.waitForURL(/journeys/);
const storageState = await signedIn.storageState();

/** Until what was asked for is on screen: two frames after it is in the document. */
const painted = (page) =>
  page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))),
      ),
  );

async function once(view, turn) {
  const context = await browser.newContext({
    baseURL: base,
    storageState,
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  const day = `2025-0${turn + 1}-15`;
  await page.goto(`/reality?journey=${journey}&view=${view}&from=${day}&to=2026-12-31`, {
    waitUntil: "commit",
  });
  await page.locator(drawn[view]).first().waitFor();
  const picture = await painted(page);
  const paint = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  );
  await page.waitForLoadState("networkidle");
  // Visits instead of customers: a question of its own for every view.
  const answered = page.waitForResponse((response) => response.url().includes("/api/v1/reports/"));
  const begun = await page.evaluate(() => performance.now());
  await page
    .getByRole("search")
    .getByText(/^(By visit|Par visite)$/)
    .click();
  await (await answered).finished();
  await page.locator(drawn[view]).first().waitFor();
  const redrawn = (await painted(page)) - begun;
  await context.close();
  return { paint, picture, redrawn };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
let late = false;
for (const view of Object.keys(drawn)) {
  const runs = [];
  for (let turn = 0; turn < TIMES; turn++) runs.push(await once(view, turn));
  const told = Object.fromEntries(
    ["paint", "picture", "redrawn"].map((what) => {
      const all = runs.map((run) => Math.round(run[what]));
      return [what, `${median(all)} (${Math.max(...all)})`];
    }),
  );
  process.stdout.write(`${view}: ${JSON.stringify(told)}\n`);
  late ||= median(runs.map((run) => run.paint)) > PAINT_MS;
  late ||= median(runs.map((run) => run.redrawn)) > REDRAW_MS;
}
await browser.close();
if (late) process.exitCode = 1;
