/** A small map for tests. */
import type { Journey, Stage } from "../../api/types";
import { drawn } from "../model";

const stage = (id: string, position: number, ids: string[]): Stage => ({
  id,
  name: id,
  hue: "decision",
  position,
  translations: {},
  touchpoints: ids.map((name, index) => ({
    ...drawn(name, id, { name }),
    position: index,
    revision: 1,
  })),
});

export const small: Journey = {
  id: "jrn_1",
  name: "Achat",
  scenario: "",
  start: "",
  end: "",
  goal: "",
  revision: 1,
  has_unpublished_changes: false,
  updated_at: "2026-01-01T00:00:00Z",
  updated_by: "Camille",
  translations: {},
  stages: [stage("s1", 0, ["a", "b", "c"]), stage("s2", 1, ["d"]), stage("s3", 2, [])],
};

/** `s1:abc s2:d s3:` */
export const shape = (of: Journey) =>
  of.stages.map((s) => `${s.id}:${s.touchpoints.map((t) => t.name).join("")}`).join(" ");
