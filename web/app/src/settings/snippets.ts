/** First events with the published SDKs, unmodified. Pure. */

export interface Snippets {
  browser: string;
  node: string;
  python: string;
}

export function snippets(origin: string, writeKey: string): Snippets {
  const { host, protocol } = new URL(origin);
  return {
    browser: `import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "${writeKey}", cdnURL: "${origin}" },
  {
    integrations: {
      "Segment.io": { apiHost: "${host}/v1", protocol: "${protocol.slice(0, -1)}" },
    },
  },
);
analytics.page();
analytics.identify("customer-42", { email: "camille@example.com" });
analytics.track("Product Viewed", { name: "Pégase 40", price: 129.9 });`,
    node: `import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({
  writeKey: "${writeKey}",
  host: "${origin}",
});
analytics.track({
  userId: "customer-42",
  event: "Order Completed",
  properties: { order_id: "1001", total: 129.9, currency: "EUR" },
});
await analytics.closeAndFlush();`,
    python: `import segment.analytics as analytics

analytics.write_key = "${writeKey}"
analytics.host = "${origin}"

analytics.track("customer-42", "Order Completed", {
    "order_id": "1001", "total": 129.9, "currency": "EUR",
})
analytics.flush()`,
  };
}
