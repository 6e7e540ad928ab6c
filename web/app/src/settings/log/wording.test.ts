import { describe, expect, it } from "vitest";
import type { LogSettings, LogStatus } from "../../api/types";
import { createI18n } from "../../i18n";
import { en as english } from "../../i18n/en";
import { later as laterEnglish } from "../../i18n/en/later";
import { fr as french } from "../../i18n/fr";
import { later as laterFrench } from "../../i18n/fr/later";
import { backlog, erasedBefore, health, isEmpty, pendingInWords, rowsInWords } from "./wording";

const en = createI18n("en", { ...english, ...laterEnglish });
const fr = createI18n("fr", { ...french, ...laterFrench });

/** Intl's spaces differ by version (fine or not, breaking never): compare without caring which. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

const settings: LogSettings = {
  seal_rows: 100_000,
  segment_rows: 8_000_000,
  remember_days: 90,
  grace_minutes: 15,
};

const calm: LogStatus = {
  place: "/var/lib/parcours/interactions",
  hot_rows: 84_120,
  sealed_rows: 1_116_000,
  segments: 42,
  segment_bytes: 14_200_000,
  remembered_messages: 310_000,
  remembered_bytes: 5_000_000,
  replaced_files: 0,
  pending_merges: 0,
  pending_erasures: 0,
  in_order: true,
  last_switch_at: "2026-11-22T01:00:00Z",
};

const said = (changes: Partial<LogStatus>, faults: number | null = null, i18n = fr) =>
  plain(health({ ...calm, ...changes }, settings, faults, i18n).text);

describe("a number of interactions", () => {
  it("takes its preposition from a million on in French", () => {
    expect(plain(rowsInWords(1, fr))).toBe("1 interaction");
    expect(plain(rowsInWords(84_120, fr))).toBe("84 000 interactions");
    expect(plain(rowsInWords(999_700, fr))).toBe("1 million d’interactions");
    expect(plain(rowsInWords(1_200_400, fr))).toBe("1,2 million d’interactions");
    expect(rowsInWords(1_200_400, en)).toBe("1.2 million interactions");
  });
});

describe("the sentence of health", () => {
  it("says how much, what is not in files yet, and that all is well", () => {
    expect(said({})).toBe(
      "1,2 million d’interactions, dont 84 000 pas encore dans des fichiers. Tout est en ordre.",
    );
    expect(said({}, null, en)).toBe(
      "1.2 million interactions, of which 84,000 not yet in files. Everything is in order.",
    );
  });

  it("does not speak of files when there are none, nor of the database when it is empty", () => {
    expect(said({ sealed_rows: 0, segments: 0, hot_rows: 1 })).toBe(
      "1 interaction, pas encore dans des fichiers. Tout est en ordre.",
    );
    expect(said({ hot_rows: 0, segments: 1, sealed_rows: 12 })).toBe(
      "12 interactions dans 1 fichier. Tout est en ordre.",
    );
  });

  it("tells work under way from what a person has to mend", () => {
    const verdict = (changes: Partial<LogStatus>, faults: number | null = null) =>
      health({ ...calm, ...changes }, settings, faults, fr).verdict;
    expect(verdict({ in_order: false })).toBe("busy");
    expect(verdict({ pending_erasures: 1 })).toBe("busy");
    expect(verdict({ hot_rows: 300_001 })).toBe("busy");
    // These wait by design.
    expect(verdict({ pending_merges: 500, replaced_files: 3 })).toBe("fine");
    expect(verdict({ in_order: false }, 0)).toBe("busy");
    expect(verdict({ in_order: false }, 2)).toBe("faulty");
    expect(said({}, 2)).toContain("2 fichiers sont absents ou abîmés.");
  });
});

describe("what is under way", () => {
  it("is nothing in a calm log", () => {
    expect(pendingInWords(calm, fr)).toEqual([]);
    expect(backlog(calm, settings)).toBe(0);
  });

  it("is a line for each thing, in the singular where it is one", () => {
    const lines = pendingInWords(
      { ...calm, pending_erasures: 1, pending_merges: 1500, in_order: false, replaced_files: 1 },
      fr,
    ).map(plain);
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^1 client effacé : plus rien de lui/);
    expect(lines[1]).toMatch(/^De petits fichiers/);
    expect(lines[2]).toMatch(/^1 500 clients fusionnés/);
    expect(lines[3]).toMatch(/^1 fichier remplacé, gardé/);
  });

  it("counts rows as late only well past the threshold, and never before it is known", () => {
    expect(backlog({ ...calm, hot_rows: 300_000 }, settings)).toBe(0);
    expect(backlog({ ...calm, hot_rows: 300_001 }, settings)).toBe(300_001);
    expect(backlog({ ...calm, hot_rows: 300_001 }, undefined)).toBe(0);
  });
});

it("an empty log holds nothing anywhere", () => {
  expect(isEmpty({ ...calm, hot_rows: 0, sealed_rows: 0 })).toBe(true);
  expect(isEmpty({ ...calm, hot_rows: 1, sealed_rows: 0 })).toBe(false);
});

it("a rule erases what is older than its days", () => {
  expect(erasedBefore(395, Date.parse("2026-11-22T12:00:00Z"))).toBe("2025-10-23");
});
