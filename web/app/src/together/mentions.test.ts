import { describe, expect, it } from "vitest";
import { meant, piecesOf, toTokens, toWords, typed } from "./mentions";

const id = (n: number) => `usr_${String(n).padStart(26, "0")}`;
const people = [
  { id: id(1), name: "Élodie Martin" },
  { id: id(2), name: "Élodie" },
  { id: id(3), name: "Karim Haddad" },
];

describe("mentions", () => {
  it("keep ids for names, the longer name first, and read as names again", () => {
    const words = "Voyez, @Élodie Martin et @Élodie (pas @Paul, ni a@b.fr) !";
    const kept = toTokens(words, people);
    expect(kept).toBe(`Voyez, @${id(1)} et @${id(2)} (pas @Paul, ni a@b.fr) !`);
    expect(toWords(kept, people, "?")).toBe(words);
    expect(piecesOf(`@${id(9)}`, people, "quelqu’un")).toEqual([
      { person: id(9), name: "quelqu’un" },
    ]);
  });

  it("are offered while a name is typed, and not within an address", () => {
    expect(typed("Voyez @Kar", 10)).toEqual({ from: 6, name: "Kar" });
    expect(typed("karim@exemple", 13)).toBeNull();
    expect(typed("rien", 4)).toBeNull();
    expect(meant("ha", people).map(({ name }) => name)).toEqual(["Karim Haddad"]);
    expect(meant("elo", people)).toHaveLength(2);
  });
});
