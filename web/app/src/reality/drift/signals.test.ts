import { expect, it } from "vitest";
import type { SignatureCount } from "../../api/types";
import { signalsOf } from "./signals";

const item = (kind: string, subject: string | null, channel = "web"): SignatureCount => ({
  signature: 1,
  kind,
  channel,
  subject,
  properties: {},
  interactions: 1,
  customers: 1,
  first_at: "2026-05-01T10:00:00Z",
  last_at: "2026-05-31T10:00:00Z",
});

it("takes what is left over of a kind, each page once and no more than a touchpoint may have", () => {
  const left = [
    item("page_viewed", "/a"),
    item("page_viewed", "/a", "mobile"),
    item("signed_in", null),
    item("page_viewed", "/b*"),
  ];
  expect(signalsOf("page_viewed", left)).toEqual([
    { kind: "page_viewed", channel: null, subject: "/a", properties: {} },
    { kind: "page_viewed", channel: null, subject: "/b?", properties: {} },
  ]);
  const many = Array.from({ length: 30 }, (_, number) => item("page_viewed", `/${number}`));
  expect(signalsOf("page_viewed", many)).toHaveLength(20);
  expect(signalsOf("called", left)).toEqual([]);
});
