/**
 * How smooth the net of flows is with 200 touchpoints and 2,000 passages: opened, hovered over, its
 * slider moved, compared. Drawn on a map made through the API of a running Parcours (PARCOURS_URL,
 * PARCOURS_LINK as for the browser tests); passages are made up, as no shop has so many. Prints the
 * longest task of the main thread for each, and fails where one is over 100 ms.
 */
import { chromium } from "@playwright/test";

const [STAGES, TOUCHPOINTS, PASSAGES, LONGEST_MS] = [20, 200, 2_000, 100];
const base = process.env.PARCOURS_URL ?? "http://127.0.0.1:7878";
const link = process.env.PARCOURS_LINK;
if (!link) throw new Error("PARCOURS_LINK must hold a one-time sign-in link");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage({ baseURL: base, viewport: { width: 1440, height: 900 } });

async function api(method, path, data) {
  const { csrf_token } = await (await page.request.get("/api/v1/session")).json();
  const headers = { "x-csrf-token": csrf_token ?? "" };
  const response = await page.request.fetch(path, { method, data, headers });
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()}`);
  return response.status() === 204 ? undefined : response.json();
}

async function largestMap() {
  const name = `Largest net ${new Date().toISOString()}`;
  const journey = await api("POST", "/api/v1/journeys", { name, language: "en" });
  const stages = journey.stages.map((stage) => stage.id);
  while (stages.length < STAGES) {
    const body = { name: `Stage ${stages.length + 1}` };
    stages.push((await api("POST", `/api/v1/journeys/${journey.id}/stages`, body)).id);
  }
  const each = TOUCHPOINTS / STAGES;
  for (const [index, stage_id] of stages.entries()) {
    const touchpoints = Array.from({ length: each }, (_, n) => ({
      name: `Touchpoint ${index * each + n + 1}`,
    }));
    await api("POST", `/api/v1/journeys/${journey.id}/touchpoints/paste`, {
      stage_id,
      touchpoints,
    });
  }
  return journey.id;
}

/** Passages from every touchpoint to ten others, more of them to those nearby. */
function report(journey) {
  const name = (n) => `Touchpoint ${(n % TOUCHPOINTS) + 1}`;
  const edges = Array.from({ length: PASSAGES }, (_, n) => {
    const [from, step] = [n % TOUCHPOINTS, Math.floor(n / TOUCHPOINTS)];
    const count = 2_000 - step * 150 - (from % 7) * 10;
    const seconds = 60 * 7 ** (step % 5);
    return {
      from: name(from),
      to: name(from + 1 + step * step * 2),
      count,
      customers: count,
      mean_seconds: seconds,
      median_seconds: seconds,
      p90_seconds: seconds * 3,
    };
  });
  const nodes = Array.from({ length: TOUCHPOINTS }, (_, n) => ({
    name: name(n),
    count: 20_000,
    customers: 9_000,
  }));
  const ends = nodes.map(({ name: at }) => ({ name: at, count: 900 }));
  return {
    journey,
    interactions: 4e6,
    customers: 1e6,
    cases: 1e6,
    activities: TOUCHPOINTS,
    nodes,
    edges,
    starts: ends,
    ends,
    left_out: { activities: 0, interactions: 0, without_case: 0 },
  };
}

/** The longest task of the main thread while `act` runs, in ms; 0 where none took 50. */
async function longest(act) {
  await page.evaluate(() => {
    window.tasks = [];
    window.watch?.disconnect();
    window.watch = new PerformanceObserver((list) =>
      window.tasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    window.watch.observe({ entryTypes: ["longtask"] });
  });
  await act();
  await page.waitForTimeout(500);
  return page.evaluate(() => Math.round(Math.max(0, ...window.tasks)));
}

const { pathname, hash } = new URL(link);
await page.goto(pathname + hash);
await page.waitForURL(/journeys/);
const id = await largestMap();
const results = {};
try {
  const body = report(id);
  await page.route("**/api/v1/reports/transitions?*", (route) => route.fulfill({ json: body }));
  await page.goto(`/reality?journey=${id}&view=times`);
  await page.getByRole("tab", { name: /^(Flows|Flux)$/ }).waitFor();
  await page.waitForTimeout(1_500);
  results.opened = await longest(async () => {
    await page.getByRole("tab", { name: /^(Flows|Flux)$/ }).click();
    await page
      .locator("svg g[role=button]")
      .nth(TOUCHPOINTS - 1)
      .waitFor();
  });
  const slider = page.getByRole("slider").first();
  results.all = await longest(() => slider.press("End"));
  const drawn = await page.locator("svg [data-shade] path").count();
  if (drawn < PASSAGES) throw new Error(`${drawn} lines are drawn`);
  results.hovered = await longest(async () => {
    for (let card = 0; card < 20; card++) {
      await page.locator("svg g[role=button]").nth(card).hover();
    }
  });
  results.slid = await longest(async () => {
    for (let step = 0; step < 10; step++) await slider.press("ArrowLeft");
  });
} finally {
  await api("DELETE", `/api/v1/journeys/${id}`);
  await browser.close();
}
process.stdout.write(`${JSON.stringify(results)}\n`);
const worst = Math.max(...Object.values(results));
if (worst > LONGEST_MS) {
  process.stderr.write(`A task took ${worst} ms, more than ${LONGEST_MS}.\n`);
  process.exitCode = 1;
}
