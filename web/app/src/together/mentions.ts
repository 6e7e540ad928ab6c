/**
 * Mentions: people write and read names, the server keeps ids, so that a name may change and two
 * people may have the same. Pure.
 */
import type { Person } from "../api/types";

/** A piece of what was said: words, or somebody who is called. */
export type Piece = { text: string } | { person: string; name: string };

const TOKEN = /@(usr_[0-9a-z]{26})/g;

/** What was said, in pieces; somebody who is gone keeps a name of no one. */
export function piecesOf(body: string, people: readonly Person[], unknown: string): Piece[] {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of body.matchAll(TOKEN)) {
    const person = found[1] ?? "";
    if (found.index > end) pieces.push({ text: body.slice(end, found.index) });
    pieces.push({ person, name: names.get(person) ?? unknown });
    end = found.index + found[0].length;
  }
  if (end < body.length) pieces.push({ text: body.slice(end) });
  return pieces;
}

/** What was said, to be written on: names for ids. */
export const toWords = (body: string, people: readonly Person[], unknown: string): string =>
  piecesOf(body, people, unknown)
    .map((piece) => ("text" in piece ? piece.text : `@${piece.name}`))
    .join("");

/** As the server keeps it: ids for the names of people. Of two names the longer is meant. */
export function toTokens(words: string, people: readonly Person[]): string {
  const longest = [...people].sort((a, b) => b.name.length - a.name.length);
  let text = "";
  let rest = words;
  for (;;) {
    const at = rest.indexOf("@");
    if (at < 0) return text + rest;
    text += rest.slice(0, at);
    rest = rest.slice(at);
    const called = longest.find(({ name }) => rest.startsWith(`@${name}`));
    text += called ? `@${called.id}` : "@";
    rest = rest.slice(1 + (called?.name.length ?? 0));
  }
}

/** The name that is being typed at a place of the text: what stands between `@` and it. */
export function typed(words: string, caret: number): { from: number; name: string } | null {
  const before = words.slice(0, caret);
  const from = before.lastIndexOf("@");
  if (from < 0) return null;
  // An address is no mention: only what begins a word is.
  if (from > 0 && !/[\s(«“"'’,;:.!?/\u202f-]/.test(before[from - 1] ?? "")) return null;
  const name = before.slice(from + 1);
  return name.length <= 40 && !name.includes("\n") ? { from, name } : null;
}

const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whom a name that is being typed may mean, some at most. */
export function meant(name: string, people: readonly Person[], most = 6): Person[] {
  const begun = folded(name);
  const fits = (person: Person) =>
    folded(person.name).startsWith(begun) ||
    folded(person.name)
      .split(/[\s-]+/)
      .some((part) => part.startsWith(begun));
  return people.filter(fits).slice(0, most);
}
