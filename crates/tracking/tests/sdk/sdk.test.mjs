// Each SDK tells the same story through a network that fails; see README.md.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { ask, baseUrl, createSource, eventually, required, story } from "./parcours.mjs";
import { failingProxy } from "./proxy.mjs";
import analyticsJs from "./sdks/analytics_js.mjs";
import rudderNode from "./sdks/rudder_node.mjs";
import segmentNode from "./sdks/segment_node.mjs";

const here = path.dirname(new URL(import.meta.url).pathname);
const KINDS = ["order_completed", "page_viewed", "product_viewed"];

/** A Python script of `sdks/` as a teller. */
const python = (script) => async ({ writeKey, url, userId, anonymousId }) => {
  const env = {
    ...process.env,
    WRITE_KEY: writeKey,
    HOST_URL: url,
    USER_ID: userId,
    ANONYMOUS_ID: anonymousId,
  };
  const file = path.join(here, "sdks", script);
  await promisify(execFile)(required("PARCOURS_SDK_PYTHON"), [file], { env, timeout: 60_000 });
};

const SDKS = [
  { name: "segment-analytics-python", kind: "server", tell: python("segment_python.py") },
  { name: "rudder-sdk-python", kind: "server", tell: python("rudder_python.py") },
  { name: "@segment/analytics-node", kind: "server", tell: segmentNode },
  { name: "@rudderstack/rudder-sdk-node", kind: "server", tell: rudderNode },
  { name: "@segment/analytics-next", kind: "browser", tell: analyticsJs },
];

for (const sdk of SDKS) {
  test(`${sdk.name}: everything arrives, once, about one customer`, { timeout: 120_000 }, async () => {
    const run = `${sdk.name.replace(/\W+/g, "-")}-${Date.now()}`;
    const [userId, visitor] = [`user-${run}`, `visitor-${run}`];
    const source = await createSource(sdk.name, sdk.kind);
    const proxy = await failingProxy(baseUrl);
    const everything = () =>
      eventually(`not all of ${KINDS} arrived`, async () => {
        const found = await story(userId);
        return found.interactions.length >= KINDS.length && found.customer.name && found;
      });
    let anonymousId = visitor;
    try {
      const told = await sdk.tell({
        writeKey: source.writeKey,
        url: proxy.url,
        userId,
        anonymousId: visitor,
        delivered: everything,
      });
      anonymousId = told?.anonymousId ?? visitor;
    } finally {
      await proxy.close();
    }

    const { customer, interactions } = await everything();
    assert.deepEqual(interactions.map((fact) => fact.kind).sort(), KINDS);
    const fact = (kind) => interactions.find((fact) => fact.kind === kind);
    assert.equal(fact("order_completed").value, 59.9);
    assert.equal(fact("product_viewed").subject, "Pégase 41");
    assert.equal(fact("page_viewed").subject, "/panier");
    if (sdk.kind === "browser") {
      assert.ok(interactions.every((fact) => fact.channel === "web"));
      assert.match(fact("page_viewed").properties.context.userAgent, /Chrom/);
    }
    assert.equal(customer.known, true);
    assert.equal(customer.name, "Léa");
    const keys = customer.identities.map((identity) => `${identity.kind}=${identity.value}`).sort();
    const expected = [
      `anonymous_id=${anonymousId}`,
      `email=${userId}@example.org`,
      `user_id=${userId}`,
    ];
    assert.deepEqual(keys, expected);

    const tries = proxy.seen.filter((request) => request.failure);
    assert.deepEqual(tries.map((request) => request.failure), ["refuse", "lose"]);
    assert.equal(tries[1].status, 200, "Parcours had taken what the SDK sent again");
    const { items: events } = await ask("GET", `/api/v1/sources/${source.id}/events`);
    assert.ok(events.every((event) => event.outcome !== "refused"), JSON.stringify(events));
  });
}

test("a wrong write key is refused once and not sent again", { timeout: 60_000 }, async () => {
  const proxy = await failingProxy(baseUrl);
  // Both failures are used up by requests that do not matter.
  for (let n = 0; n < 2; n += 1) await fetch(`${proxy.url}/v1/track`, { method: "POST", body: "{}" });
  const before = proxy.seen.length;
  await assert.rejects(
    python("rudder_python.py")({
      writeKey: "nobody",
      url: proxy.url,
      userId: "nobody",
      anonymousId: "nobody",
    }),
    /not delivered/,
  );
  await proxy.close();
  const after = proxy.seen.slice(before);
  assert.deepEqual(after.map((request) => request.status), [401]);
});
