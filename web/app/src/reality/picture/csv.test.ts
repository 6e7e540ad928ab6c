import { describe, expect, it } from "vitest";
import { asCsv } from "./csv";

describe("tables for spreadsheets", () => {
  it("quotes what would break a row", () => {
    expect(asCsv([["a,b", 'say "x"', "plain", null, 3]], "en")).toBe('"a,b","say ""x""",plain,,3');
  });

  it("writes French tables with semicolons and decimal commas", () => {
    expect(asCsv([["Fiche produit", 1.5, 1200], ["a;b"]], "fr")).toBe(
      'Fiche produit;1,5;1200\r\n"a;b"',
    );
  });

  it("lets no name be a formula", () => {
    expect(asCsv([["=HYPERLINK(1)", "-2"]], "en")).toBe("'=HYPERLINK(1),'-2");
  });
});
