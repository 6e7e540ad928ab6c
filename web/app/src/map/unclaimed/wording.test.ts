import { describe, expect, it } from "vitest";
import { createI18n } from "../../i18n";
import { fr } from "../../i18n/fr";
import { claims, guessName, inWords, signalOf } from "./wording";

const i18n = createI18n("fr", fr);
const seen = {
  kind: "page_viewed",
  channel: "web",
  subject: "/produits/pegase-40.html",
  properties: { platform: "mobile" },
};

describe("signatures in words", () => {
  it("says what, where and how", () => {
    expect(inWords(seen, i18n)).toBe("Page vue · /produits/pegase-40.html · Web · mobile");
  });

  it("names a page by its place and an event by what happened", () => {
    expect(guessName(seen, i18n)).toBe("Pegase 40");
    expect(guessName({ ...seen, subject: "/" }, i18n)).toBe("Page d’accueil");
    expect(guessName({ ...seen, kind: "order_completed", subject: null }, i18n)).toBe(
      "Commande passée",
    );
    expect(guessName({ ...seen, kind: "colis_parti", subject: "colissimo" }, i18n)).toBe(
      "Colis parti · Colissimo",
    );
  });

  it("survives what is no URL encoding", () => {
    expect(guessName({ ...seen, subject: "/100%" }, i18n)).toBe("100%");
  });

  it("claims the subject on every channel, or the channel when there is no subject", () => {
    expect(signalOf(seen)).toEqual({
      kind: "page_viewed",
      channel: null,
      subject: "/produits/pegase-40.html",
      properties: {},
    });
    expect(signalOf({ ...seen, subject: null })).toEqual({
      kind: "page_viewed",
      channel: "web",
      subject: null,
      properties: { platform: "mobile" },
    });
  });

  it("joins what the same signal claims, by volume, counting nobody twice", () => {
    const at = "2026-11-21T12:00:00Z";
    const counted = (signature: number, change: object, interactions: number) => ({
      ...seen,
      ...change,
      signature,
      interactions,
      customers: interactions,
      first_at: at,
      last_at: at,
    });
    const rows = claims([
      counted(1, { subject: "/panier" }, 50),
      counted(2, {}, 40),
      counted(3, { properties: { platform: "desktop" } }, 30),
    ]);
    expect(rows.map(({ item, ...figures }) => ({ signature: item.signature, ...figures }))).toEqual(
      [
        { signature: 2, interactions: 70, customers: null },
        { signature: 1, interactions: 50, customers: 50 },
      ],
    );
  });

  it("takes glob characters of a real subject as they are", () => {
    expect(signalOf({ ...seen, subject: "/a*b" }).subject).toBe("/a?b");
  });
});
