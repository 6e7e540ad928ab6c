// The story, told by @rudderstack/rudder-sdk-node.

import RudderAnalytics from "@rudderstack/rudder-sdk-node";

/** Says everything; `flush` waits for the last request only, so `delivered` does for all of them. */
export default async function tell({ writeKey, url, userId, anonymousId, delivered }) {
  const failures = [];
  const analytics = new RudderAnalytics(writeKey, {
    dataPlaneUrl: url,
    flushAt: 2,
    errorHandler: (error) => failures.push(error),
  });
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
  await analytics.flush();
  await delivered();
  if (failures.length) throw new Error(`not delivered: ${failures.map(String)}`);
}
