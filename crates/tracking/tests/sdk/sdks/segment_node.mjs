// The story, told by @segment/analytics-node.

import { Analytics } from "@segment/analytics-node";

/** Says everything; returns when the SDK has delivered it. */
export default async function tell({ writeKey, url, userId, anonymousId }) {
  const analytics = new Analytics({ writeKey, host: url, flushAt: 2, maxRetries: 5 });
  const errors = [];
  analytics.on("error", (error) => errors.push(error));
  analytics.track({
    anonymousId,
    event: "Product Viewed",
    properties: { name: "Pégase 41", price: 130 },
  });
  analytics.page({ anonymousId, name: "Panier", properties: { path: "/panier" } });
  const traits = { email: `${userId}@example.org`, firstName: "Léa" };
  analytics.identify({ userId, anonymousId, traits });
  analytics.track({ userId, event: "Order Completed", properties: { revenue: 59.9, order_id: "1" } });
  analytics.group({ userId, groupId: "club" });
  await analytics.closeAndFlush();
  if (errors.length) throw new Error(`not delivered: ${JSON.stringify(errors)}`);
}
