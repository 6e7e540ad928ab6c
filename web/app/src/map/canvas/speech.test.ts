import { expect, it } from "vitest";
import { said, written } from "./speech";

const touchpoint = { translations: { en: { needs: "Be sure" } } };

it("reads the original, the translation, or the original marked as such", () => {
  expect(said(touchpoint, "needs", "Être sûre", null)).toEqual({
    text: "Être sûre",
    untranslated: false,
  });
  expect(said(touchpoint, "needs", "Être sûre", "en").text).toBe("Be sure");
  expect(said(touchpoint, "does", "Compare", "en")).toEqual({
    text: "Compare",
    untranslated: true,
  });
  expect(said(touchpoint, "does", "", "en").untranslated).toBe(false);
});

it("an editor of a translation starts from the translation alone", () => {
  expect(written(touchpoint, "does", "Compare", "en")).toBe("");
  expect(written(touchpoint, "does", "Compare", null)).toBe("Compare");
});
