/** Rows as a table that spreadsheets open: RFC 4180, with the marks of the reader's language. */
import type { Language } from "../../api/types";

export type CellValue = string | number | null | undefined;

/** A French spreadsheet splits at semicolons and writes decimals with a comma. */
export function asCsv(rows: readonly (readonly CellValue[])[], language: Language): string {
  const [separator, decimal] = language === "fr" ? [";", ","] : [",", "."];
  const cell = (value: CellValue): string => {
    if (value == null) return "";
    if (typeof value === "number") return String(value).replace(".", decimal);
    // What begins like a formula is read as text.
    const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /["\n\r;,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(separator)).join("\r\n");
}

/** With a byte order mark: without it Excel reads UTF-8 as something else. */
export const csvBlob = (rows: readonly (readonly CellValue[])[], language: Language): Blob =>
  new Blob([`\uFEFF${asCsv(rows, language)}\r\n`], { type: "text/csv;charset=utf-8" });
