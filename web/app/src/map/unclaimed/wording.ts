/** A signature in words, and the touchpoint one would make of it. Pure. */
import type { Signal, SignatureCount } from "../../api/types";
import type { I18n } from "../../i18n";

type Described = Pick<SignatureCount, "kind" | "channel" | "subject" | "properties">;

/** “Page vue · /produits/pegase · web · mobile”, or without the promoted properties at its end. */
export function inWords(
  signature: Described,
  { word }: Pick<I18n, "word">,
  properties = true,
): string {
  return [
    word("kind", signature.kind),
    signature.subject,
    word("channel", signature.channel),
    ...(properties ? Object.values(signature.properties) : []),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The last readable part of a path or subject: “/produits/pegase-40” → “Pegase 40”. */
function readable(subject: string, language: string): string {
  const last =
    subject
      .split(/[/?#]/)
      .filter((part) => part && part !== "*")
      .at(-1) ?? "";
  let plain = last;
  try {
    plain = decodeURIComponent(last);
  } catch {
    // Not an encoded path: as it stands.
  }
  plain = plain
    .replace(/\.\w{2,4}$/, "")
    .replace(/[-_]+/g, " ")
    .trim();
  return plain.charAt(0).toLocaleUpperCase(language) + plain.slice(1);
}

/** A first name for the touchpoint; one can change it at once. */
export function guessName(
  signature: Described,
  { t, word, language }: Pick<I18n, "t" | "word" | "language">,
) {
  if (signature.kind === "page_viewed" && signature.subject === "/") return t("unclaimed.home");
  const kind = word("kind", signature.kind);
  const subject = signature.subject ? readable(signature.subject, language) : "";
  if (!subject) return kind;
  // A page is known by its place; anything else by what happened.
  return signature.kind === "page_viewed" ? subject : `${kind} · ${subject}`;
}

/**
 * The signal that claims it. Channel and properties stay open where a subject already says what
 * it is, so that the same page seen on a phone joins the same touchpoint.
 */
export function signalOf(signature: Described): Signal {
  const subject = signature.subject ?? null;
  return {
    kind: signature.kind,
    channel: subject ? null : signature.channel,
    subject: subject && escapeGlob(subject),
    properties: subject ? {} : signature.properties,
  };
}

/** What one click claims: the signatures of one row, as one line of figures. */
export interface Claim {
  /** The most frequent of them, which names the row. */
  item: SignatureCount;
  interactions: number;
  /** How many customers; null for several signatures, which may share some. */
  customers: number | null;
}

/** One row for all signatures that the same signal claims, by volume. */
export function claims(items: readonly SignatureCount[]): Claim[] {
  const rows = new Map<string, Claim>();
  for (const item of items) {
    const key = JSON.stringify(signalOf(item));
    const row = rows.get(key);
    if (row) {
      row.interactions += item.interactions;
      row.customers = null;
    } else {
      rows.set(key, { item, interactions: item.interactions, customers: item.customers });
    }
  }
  return [...rows.values()].sort((a, b) => b.interactions - a.interactions);
}

/** Subjects are globs: what looks like one in a real subject must be taken as it is. */
function escapeGlob(subject: string): string {
  return subject.replace(/[*?{}]/g, "?");
}
