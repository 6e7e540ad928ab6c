import { expect, it } from "vitest";
import type { Proposal, ProposedStage } from "../proposals/api";
import { nearest } from "./nearest";

const proposal = (name: string, customers: number) =>
  ({ key: name, touchpoint: { name }, customers }) as Proposal;
const stages = [
  { hue: "awareness", touchpoints: [proposal("Avis publiés", 10)] },
  {
    hue: "decision",
    touchpoints: [proposal("Ajout au panier", 900), proposal("Commande passée", 2000)],
  },
] as ProposedStage[];

it("offers those named alike first, then the same stage, and nothing far from both", () => {
  const names = (name: string, hue: "decision" | "retention") =>
    nearest(name, hue, stages).map(({ touchpoint }) => touchpoint.name);
  expect(names("Remplit son PANIER", "decision")).toEqual(["Ajout au panier", "Commande passée"]);
  expect(names("Lit les avis", "decision")[0]).toBe("Avis publiés");
  expect(names("Ouvre le colis", "retention")).toEqual([]);
});
