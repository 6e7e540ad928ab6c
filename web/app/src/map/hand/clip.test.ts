import { expect, it } from "vitest";
import { drawn } from "../model";
import { clipOf, readClip, readLines } from "./clip";

const signal = { kind: "page_viewed", channel: null, subject: null, properties: {} };
const card = {
  ...drawn("tpt_1", "stg_1", { name: "Paiement", signals: [signal], goal: true }),
  needs: "payer vite",
  felt: -1,
  frictions: [{ id: "i1", text: "3-D Secure", severity: "high" as const, evidence: "" }],
  sub_journey: { id: "jrn_9", name: "Retour" },
  reviewed_at: "2026-01-01T00:00:00Z",
};

it("carries a touchpoint to another map with all it says, and nothing that is not its own", () => {
  const [copy, ...others] = readClip(clipOf("jrn_1", [card]), "jrn_2") ?? [];
  expect(others).toEqual([]);
  expect(copy).toMatchObject({
    name: "Paiement",
    goal: true,
    signals: [signal],
    content: { needs: "payer vite", felt: -1, frictions: card.frictions },
  });
  expect(copy?.content).not.toHaveProperty("sub_journey");
  expect(copy?.content).not.toHaveProperty("reviewed_at");
});

it("claims nothing twice in its own map", () => {
  const [copy] = readClip(clipOf("jrn_1", [card]), "jrn_1") ?? [];
  expect(copy).toMatchObject({ goal: false, signals: [], content: { needs: "payer vite" } });
});

it("takes nothing for a copy that is none, and of a copy only what fits", () => {
  expect(readClip("Paiement", "jrn_1")).toBeNull();
  expect(readClip('{"parcours":2,"touchpoints":[]}', "jrn_1")).toBeNull();
  const touchpoints = [
    { name: "  " },
    null,
    { name: "Avis", content: { needs: 3, channels: "web", id: "x" } },
  ];
  const read = readClip(JSON.stringify({ parcours: 1, journey: "", touchpoints }), "jrn_1");
  expect(read).toHaveLength(1);
  expect(read?.[0]?.content).toMatchObject({ needs: "", channels: [] });
  expect(read?.[0]?.content).not.toHaveProperty("id");
});

it("makes a touchpoint of each line of a text", () => {
  const names = readLines(
    "1. Publicité\r\n\n - Fiche produit\n• Avis\n2024, le bilan\n<b>gras</b>",
  );
  expect(names.map(({ name }) => name)).toEqual([
    "Publicité",
    "Fiche produit",
    "Avis",
    "2024, le bilan",
    "<b>gras</b>",
  ]);
});

it("loses no word of a line that is too long for a name", () => {
  const [long] = readLines("é".repeat(300));
  expect(long?.name).toHaveLength(200);
  expect(long?.content?.key_moment).toBe("é".repeat(300));
});
