/** What the browser tests share: the product's API, what sends events, accessibility checks. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Journey, JourneySummary, Session } from "../src/api/types";

/** Sets this run's data apart from that of runs before it on the same server. */
export const run = Date.now().toString(36);

/** A request to the product's API as the person signed in on `page`. */
export async function api<T>(
  page: Page,
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
  path: string,
  data?: object,
): Promise<T> {
  const session = (await (await page.request.get("/api/v1/session")).json()) as Session;
  const response = await page.request.fetch(path, {
    method,
    data,
    headers: { "x-csrf-token": session.csrf_token ?? "" },
  });
  expect(response.ok(), `${method} ${path}: ${response.status()} ${await response.text()}`).toBe(
    true,
  );
  return (response.status() === 204 ? undefined : await response.json()) as T;
}

/** The id of Foulée's own journey. */
export async function foulee(page: Page): Promise<string> {
  const { items } = await api<{ items: JourneySummary[] }>(
    page,
    "GET",
    "/api/v1/journeys?limit=100",
  );
  const found = items.find((item) => item.name === "De l’envie de courir à la première sortie");
  if (!found) throw new Error("the server does not hold the demo’s data");
  return found.id;
}

/**
 * A journey of one's own, with the usual five stages. `stages` puts touchpoints into them, each
 * with the kind that its signal claims.
 */
export async function draw(
  page: Page,
  name: string,
  stages: Record<string, Record<string, string | null>>,
): Promise<Journey> {
  const made = await api<Journey>(page, "POST", "/api/v1/journeys", { name, language: "en" });
  for (const stage of made.stages) {
    for (const [touchpoint, kind] of Object.entries(stages[stage.name] ?? {})) {
      await api(page, "POST", `/api/v1/stages/${stage.id}/touchpoints`, {
        name: touchpoint,
        signals: kind ? [{ kind, channel: null, subject: null, properties: {} }] : [],
      });
    }
  }
  return made;
}

/** Sends one batch as any program would: no cookie, no SDK. */
export async function send(
  address: string | undefined,
  key: string,
  batch: object[],
): Promise<void> {
  const response = await fetch(new URL("/v1/batch", address), {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}`,
    },
    body: JSON.stringify({ batch }),
  });
  expect(response.status).toBe(200);
}

/** The card of a touchpoint on the board. */
export function card(page: Page, name: string): Locator {
  return page.getByRole("article").filter({ has: page.getByRole("link", { name, exact: true }) });
}

/** The cell of a touchpoint in the lane of figures. */
export async function figuresOf(page: Page, name: string): Promise<Locator> {
  const id = await card(page, name).getAttribute("data-card");
  return page.locator(`[data-lane="figures"][data-of="${id}"]`);
}

/** The names of a stage's touchpoints, from the first on. */
export function cardNames(page: Page, stage: string): Locator {
  return page
    .getByRole("list", { name: `Touchpoints of “${stage}”`, exact: true })
    .getByRole("heading", { level: 3 });
}

/**
 * Fails with the rules broken on the screen as it is now (WCAG 2.2 A and AA). `part` is a selector:
 * what lies around it was looked at before, and a whole map takes half a minute on a busy machine.
 */
export async function expectAccessible(page: Page, part?: string): Promise<void> {
  const axe = new AxeBuilder({ page });
  if (part) axe.include(part);
  const { violations } = await axe
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({ id, targets: nodes.map((node) => node.target) })),
  ).toEqual([]);
}

/** Nothing may stick out sideways of a narrow screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const widths = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    content: document.getElementById("content")?.scrollWidth ?? 0,
    screen: window.innerWidth,
  }));
  expect(Math.max(widths.page, widths.content)).toBeLessThanOrEqual(widths.screen);
}
