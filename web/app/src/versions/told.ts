/** What a field of a map says, as lines to read: whatever it holds. Pure. */
import type { components } from "../api/schema";
import type { Signal } from "../api/types";
import type { I18n } from "../i18n";

type Finding = components["schemas"]["Finding"];
type Told = Pick<I18n, "t" | "word" | "format">;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Texts within a value, whatever its shape; ids and addresses tell nobody anything. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value.trim() ? [value] : [];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([name]) => !/(^|_)(id|address|hash)$/.test(name))
    .flatMap(([, inner]) => textsOf(inner));
}

function signal({ kind, channel, subject, properties }: Signal, { word }: Told): string {
  const parts = [
    kind && word("kind", kind),
    channel && word("channel", channel),
    subject,
    ...Object.entries(properties ?? {}).map(([name, value]) => `${name} = ${value}`),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** Lines of a field's value; none where it says nothing. */
export function linesOf(field: string, value: unknown, told: Told): string[] {
  const { t, word, format } = told;
  if (value === null || value === undefined || value === "") return [];
  if (typeof value === "boolean") return value ? [t("versions.yes")] : [];
  switch (field) {
    case "felt":
    case "wished":
      return typeof value === "number" ? [format.mean(value)] : [];
    case "channels":
      return (value as string[]).map((channel) => word("channel", channel));
    case "signals":
      return (value as Signal[]).map((one) => signal(one, told));
    case "status":
      return [t(`atlas.status.${value as "sketch"}`)];
    case "lanes":
      return (value as { kind: string; name?: string }[]).map(
        ({ kind, name }) => name || t(`lane.${kind as "needs"}`),
      );
    case "pictures":
      return [t("versions.pictures", { count: (value as unknown[]).length })].filter(
        () => (value as unknown[]).length > 0,
      );
    case "strengths":
    case "frictions":
      return (value as Finding[]).map(({ text, severity, evidence }) =>
        [`${text} (${t(`severity.${severity}`)})`, evidence].filter(Boolean).join(" · "),
      );
    default:
      if (Array.isArray(value)) return value.map((item) => textsOf(item).join(" · "));
      if (isObject(value)) return textsOf(value);
      return [String(value)];
  }
}
