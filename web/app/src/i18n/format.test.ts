import { describe, expect, it } from "vitest";
import { createFormat } from "./format";

const fr = createFormat("fr");
const en = createFormat("en");

/** Intl's spaces differ by version (fine or not, breaking never): compare without caring which. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("formats", () => {
  it("write numbers and shares as each language does", () => {
    expect(plain(fr.number(12480))).toBe("12 480");
    expect(en.number(12480)).toBe("12,480");
    expect(plain(fr.percent(0.312))).toBe("31 %");
    expect(plain(fr.percent(0.0157))).toBe("1,6 %");
    expect(en.percent(0.1)).toBe("10%");
    expect(plain(fr.value(129.9))).toBe("129,90");
    expect(en.value(9)).toBe("9");
  });

  it("round a count the way one says it", () => {
    expect(plain(fr.about(9_876))).toBe("9 876");
    expect(plain(fr.about(84_120))).toBe("84 000");
    expect(plain(fr.about(1_200_400))).toBe("1,2 million");
    expect(plain(fr.about(999_700))).toBe("1 million");
    expect(en.about(48_000_000)).toBe("48 million");
  });

  it("say days in months and years", () => {
    expect(plain(fr.days(395))).toBe("395 jours");
    expect(plain(fr.span(395) ?? "")).toBe("13 mois");
    expect(plain(fr.span(1095) ?? "")).toBe("3 ans");
    expect(en.span(365)).toBe("1 year");
    expect(en.span(90)).toBe("3 months");
    expect(en.span(27)).toBeNull();
  });

  it("leave the sign of a change to the arrow", () => {
    expect(en.change(-0.04)).toBe("4%");
    expect(fr.points(-0.021)).toBe("2,1");
  });

  it("write sizes in words one reads", () => {
    expect(en.bytes(406)).toBe("406 bytes");
    expect(plain(fr.bytes(5_200_000))).toBe("5,2 Mo");
    expect(plain(fr.bytes(12.68))).toBe("12,7 octets");
  });

  it("choose one fitting unit for a duration", () => {
    expect(plain(fr.duration(42))).toBe("42 s");
    expect(plain(fr.duration(540))).toBe("9 min");
    expect(plain(fr.duration(3600 * 5.5))).toBe("5,5 h");
    expect(plain(fr.duration(86_400 * 4.1))).toBe("4,1 j");
    expect(en.duration(86_400)).toBe("1 day");
  });

  it("say how long ago, and the date after a month", () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    expect(plain(fr.ago("2026-11-21T11:59:30Z", now))).toBe("à l’instant");
    expect(en.ago("2026-11-21T11:57:00Z", now)).toBe("3 min ago");
    expect(plain(fr.ago("2026-11-19T12:00:00Z", now))).toBe("avant-hier");
    expect(plain(fr.ago("2026-03-03T12:00:00Z", now))).toBe("le 3 mars 2026");
  });

  it("write a moment in the zone asked for", () => {
    expect(plain(fr.dateTime("2026-10-02T18:41:00Z", "UTC"))).toBe("2 oct. 2026, 18:41");
    expect(plain(fr.dateTime("2026-10-02T18:41:00Z", "Europe/Paris"))).toBe("2 oct. 2026, 20:41");
  });

  it("keep a calendar day on its day in every zone", () => {
    expect(plain(fr.date("2026-03-01"))).toBe("1 mars 2026");
    expect(plain(fr.month("2026-03-01"))).toBe("mars 2026");
    expect(en.month("2026-12-01")).toBe("December 2026");
    expect(plain(en.range("2026-03-01", "2026-03-31"))).toMatch(/^1\s?–\s?31 Mar(ch)? 2026$/);
  });
});
