/**
 * How smooth the largest map is under the hand: 30 stages and 200 touchpoints, made through the
 * API of a running Parcours (PARCOURS_URL, PARCOURS_LINK as for the browser tests), then dragged,
 * scrolled and typed in. For each it prints the longest frame, and the longest task of the main
 * thread in processor time, which other work on the machine does not lengthen. Fails when a drag
 * has a frame over 50 ms; on a machine with more work than cores, a task.
 */
import { availableParallelism, loadavg } from "node:os";
import { chromium } from "@playwright/test";

const STAGES = 30;
const TOUCHPOINTS = 200;
const LONGEST_FRAME_MS = 50;

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
  const response = await page.request.fetch(path, {
    method,
    data,
    headers: { "x-csrf-token": csrf_token ?? "" },
  });
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()}`);
  return response.status() === 204 ? undefined : response.json();
}

/** Words and feelings everywhere: empty cells would flatter the measure. */
function touchpoint(number) {
  return {
    name: `Touchpoint ${number}`,
    content: {
      channels: ["web", "email"],
      owning_team: "Shop",
      needs: "To know what it costs, all in, before giving an address.",
      key_moment: "The basket shows the delivery date.",
      pictures: [],
      moment_of_truth: number % 9 === 0,
      actions: [{ id: "i1", text: "Show the delivery date", team: "Shop" }],
      does: "",
      thinks: "",
      feels: "",
      stands_in_the_way: "",
      felt: (number % 5) - 2,
      wished: 1,
      strengths: [],
      frictions: [{ id: "i1", text: "Costs come late", severity: "high", evidence: "" }],
      behind_the_scenes: [],
      next_action: null,
      free: {},
    },
  };
}

async function largestMap() {
  const name = `Largest map ${new Date().toISOString()}`;
  const journey = await api("POST", "/api/v1/journeys", { name, language: "en" });
  const stages = journey.stages.map((stage) => stage.id);
  while (stages.length < STAGES) {
    const body = { name: `Stage ${stages.length + 1}` };
    const stage = await api("POST", `/api/v1/journeys/${journey.id}/stages`, body);
    stages.push(stage.id);
  }
  let made = 0;
  for (const [index, stage_id] of stages.entries()) {
    const upTo = Math.round(((index + 1) * TOUCHPOINTS) / STAGES);
    const touchpoints = [];
    while (made < upTo) touchpoints.push(touchpoint(++made));
    await api("POST", `/api/v1/journeys/${journey.id}/touchpoints/paste`, {
      stage_id,
      touchpoints,
    });
  }
  return journey.id;
}

const tracer = await page.context().newCDPSession(page);

/** Runs `act`; answers the processor time, in ms, of the main thread's longest task meanwhile. */
async function longestTask(act) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  tracer.on("Tracing.dataCollected", collect);
  await tracer.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "devtools.timeline"] },
  });
  await act();
  const complete = new Promise((resolve) => tracer.once("Tracing.tracingComplete", resolve));
  await tracer.send("Tracing.end");
  await complete;
  tracer.off("Tracing.dataCollected", collect);
  const thread = ({ pid, tid }) => `${pid}.${tid}`;
  const main = new Set(
    events.filter((event) => event.args?.name === "CrRendererMain").map((event) => thread(event)),
  );
  const tasks = events.filter((event) => main.has(thread(event)) && event.ph === "X");
  return Math.round(Math.max(0, ...tasks.map(({ tdur }) => tdur ?? 0)) / 1000);
}

/** What `act` costs: its frames, and the main thread's longest task. */
async function measure(act) {
  let counted;
  const task = await longestTask(async () => {
    counted = await frames(act);
  });
  return { ...counted, task };
}

/** The frames that pass while `act` runs: the longest, and the 99th percentile. */
async function frames(act) {
  await page.evaluate(() => {
    const times = [];
    let last = performance.now();
    const tick = (now) => {
      times.push(now - last);
      last = now;
      window.framesRequest = requestAnimationFrame(tick);
    };
    window.frameTimes = times;
    window.framesRequest = requestAnimationFrame(tick);
  });
  await act();
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.framesRequest);
    return window.frameTimes.slice(1);
  });
  times.sort((a, b) => a - b);
  return {
    frames: times.length,
    longest: Math.round(times.at(-1) ?? 0),
    p99: Math.round(times[Math.floor(times.length * 0.99)] ?? 0),
  };
}

async function drag() {
  const card = page.locator("[data-canvas] [data-card]").nth(3);
  const box = await card.boundingBox();
  await page.mouse.move(box.x + 40, box.y + 12);
  await page.mouse.down();
  for (let step = 0; step < 90; step++) {
    await page.mouse.move(box.x + 40 + step * 6, box.y + 12 + Math.sin(step / 5) * 10);
  }
  await page.mouse.up();
}

async function scroll() {
  await page.mouse.move(900, 400);
  for (let step = 0; step < 60; step++) await page.mouse.wheel(120, step % 2 ? 20 : -20);
}

async function type() {
  const cell = page.locator("[data-canvas] [data-lane=needs][data-of] [data-cell-button]").nth(2);
  await cell.click();
  await page.keyboard.type(" And when it comes.", { delay: 20 });
  await page.keyboard.press("Escape");
}

const { pathname, hash } = new URL(link);
await page.goto(pathname + hash);
await page.waitForURL(/journeys/);
const id = await largestMap();
const results = {};
try {
  await page.goto(`/journeys/${id}`);
  await page
    .locator("[data-canvas] [data-card]")
    .nth(TOUCHPOINTS - 1)
    .waitFor({ timeout: 60_000 });
  await page.getByRole("toolbar").first().waitFor();
  await page.waitForLoadState("networkidle").catch(() => {});
  results.drag = await measure(drag);
  results.scroll = await measure(scroll);
  await page.evaluate(() => document.querySelector("[data-canvas]").scrollTo(0, 0));
  results.type = await measure(type);
} finally {
  await api("DELETE", `/api/v1/journeys/${id}`);
  await browser.close();
}
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
const crowded = (loadavg()[0] ?? 0) > availableParallelism();
const worst = crowded ? results.drag.task : results.drag.longest;
if (worst > LONGEST_FRAME_MS) {
  const what = crowded ? "task" : "frame";
  process.stderr.write(`A ${what} of the drag took ${worst} ms, more than ${LONGEST_FRAME_MS}.\n`);
  process.exitCode = 1;
}
