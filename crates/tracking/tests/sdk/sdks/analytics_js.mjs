// The story, told by @segment/analytics-next in Chromium, on a page of another origin.

import { readFile } from "node:fs/promises";
import http from "node:http";
import { createRequire } from "node:module";
import path from "node:path";

import { chromium } from "playwright-core";

const bundles = path.dirname(
  createRequire(import.meta.url).resolve("@segment/analytics-next/package.json"),
);

/** Says everything and leaves the page open until `delivered` resolves. */
export default async function tell({ writeKey, url, userId, delivered }) {
  const shop = await serveShop();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    const problems = [];
    page.on("pageerror", (error) => problems.push(error));
    await page.goto(`${shop.url}/panier`);
    const anonymousId = await page.evaluate(
      async ({ writeKey, url, userId }) => {
        const [analytics] = await window.AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL: url });
        analytics.track("Product Viewed", { name: "Pégase 41", price: 130 });
        analytics.page("Panier");
        const anonymousId = analytics.user().anonymousId();
        analytics.identify(userId, { email: `${userId}@example.org`, firstName: "Léa" });
        analytics.track("Order Completed", { revenue: 59.9, order_id: "1" });
        analytics.group("club");
        return anonymousId;
      },
      { writeKey, url, userId },
    );
    await delivered();
    if (problems.length) throw new Error(`the page fails: ${problems.map(String)}`);
    return { anonymousId };
  } finally {
    await browser.close();
    await shop.close();
  }
}

/** A shop with one page, which loads the published bundle as it is. */
async function serveShop() {
  const server = http.createServer(async (request, response) => {
    const name = request.url.split("?")[0];
    if (name.endsWith(".js")) {
      const file = path.join(bundles, "dist/umd", path.basename(name));
      response.writeHead(200, { "content-type": "text/javascript" });
      response.end(await readFile(file));
    } else {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end('<!doctype html><title>Panier</title><script src="/index.js"></script>');
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url, close };
}
