import { describe, expect, it } from "vitest";
import { en as firstEn } from "./en";
import { later as laterEn } from "./en/later";
import { fr as firstFr } from "./fr";
import { later as laterFr } from "./fr/later";

const en = { ...firstEn, ...laterEn };
const fr = { ...firstFr, ...laterFr };

const variables = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe("dictionaries", () => {
  it("have the same keys", () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });

  it("say each key in one file: spread together, the last would silently win", () => {
    const files = import.meta.glob<Record<string, Record<string, string>>>("./{en,fr}/*.ts", {
      eager: true,
    });
    const said = new Map<string, string>();
    for (const [file, parts] of Object.entries(files)) {
      if (/\/(index|later)\.ts$/.test(file)) continue;
      const language = file.split("/")[1];
      for (const key of Object.values(parts).flatMap((part) => Object.keys(part))) {
        const place = `${language} ${key}`;
        expect(said.get(place), `${place} in ${file}`).toBeUndefined();
        said.set(place, file);
      }
    }
    expect(said.size).toBe(Object.keys(en).length + Object.keys(fr).length);
  });

  it("leave no text empty or unfinished", () => {
    for (const [key, text] of [...Object.entries(en), ...Object.entries(fr)]) {
      expect(text.trim(), key).toBe(text);
      expect(text.length, key).toBeGreaterThan(0);
    }
  });

  it("use the same variables in both languages", () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(variables(fr[key]), key).toEqual(variables(en[key]));
    }
  });

  it("have both forms of each plural", () => {
    const forms = (ending: string) =>
      Object.keys(en)
        .filter((key) => key.endsWith(ending))
        .map((key) => key.slice(0, -ending.length));
    expect(forms(".one").sort()).toEqual(forms(".other").sort());
  });
});

/** Addresses (https://) and dates written as data (14:30) keep their plain colon. */
const asData = (text: string) => text.replace(/https?:\/\/\S*/g, "").replace(/\d\d:\d\d/g, "");

describe("French typography", () => {
  it.each(Object.entries(fr))("%s", (_key, raw) => {
    const text = asData(raw);
    // A fine no-break space before high punctuation and inside quotation marks.
    expect(text).not.toMatch(/[^\u202f][;:!?»]/);
    expect(text).not.toMatch(/«(?!\u202f)/);
    // No other space in their place, and typographic apostrophes.
    expect(text).not.toMatch(/\u00a0/);
    expect(text).not.toMatch(/'/);
    expect(text).not.toMatch(/\.\.\./);
  });

  it("keeps accents on capitals", () => {
    for (const text of Object.values(fr)) {
      expect(text).not.toMatch(/\b(Etape|Ecran|Equipe|Editeur|Ecarter|Echap)/);
    }
  });
});

describe("English typography", () => {
  it.each(Object.entries(en))("%s", (_key, text) => {
    expect(text).not.toMatch(/\w [;:!?](\s|$)/);
    expect(text).not.toMatch(/'|"/);
  });
});
