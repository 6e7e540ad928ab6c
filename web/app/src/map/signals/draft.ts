/** Signals as rows that someone edits: conditions may be half written. Pure. */
import type { Signal } from "../../api/types";

/** `properties.NAME` is a promoted property. */
export type Field = "kind" | "channel" | "subject" | `properties.${string}`;

export interface Condition {
  field: Field;
  value: string;
}

/** All conditions must hold. */
export type Rule = Condition[];

const FIXED = ["kind", "channel", "subject"] as const;

export function toRules(signals: readonly Signal[]): Rule[] {
  return signals.map((signal) => [
    ...FIXED.flatMap((field): Rule => {
      const value = signal[field];
      return value == null ? [] : [{ field, value }];
    }),
    ...Object.entries(signal.properties).map(
      ([name, value]): Condition => ({ field: `properties.${name}`, value }),
    ),
  ]);
}

/** The rules as signals; half-written conditions are left out, and rules without any. */
export function toSignals(rules: readonly Rule[]): Signal[] {
  return rules
    .map((rule) => rule.filter((condition) => condition.value.trim() !== ""))
    .filter((rule) => rule.length > 0)
    .map((rule) => {
      const value = (field: Field) =>
        rule.find((condition) => condition.field === field)?.value.trim() ?? null;
      return {
        kind: value("kind"),
        channel: value("channel"),
        subject: value("subject"),
        properties: Object.fromEntries(
          rule
            .filter((condition) => condition.field.startsWith("properties."))
            .map((condition) => [
              condition.field.slice("properties.".length),
              condition.value.trim(),
            ]),
        ),
      };
    });
}

/** Every condition is written; only then may the rules replace those on the server. */
export function isComplete(rules: readonly Rule[]): boolean {
  return rules.every(
    (rule) => rule.length > 0 && rule.every((condition) => condition.value.trim() !== ""),
  );
}

/** What a rule may still compare: each field once, since all conditions must hold together. */
export function freeFields(rule: Rule, properties: readonly string[]): Field[] {
  const all: Field[] = [...FIXED, ...properties.map((name) => `properties.${name}` as const)];
  return all.filter((field) => !rule.some((condition) => condition.field === field));
}

export function sameSignals(a: readonly Signal[], b: readonly Signal[]): boolean {
  const plain = (signals: readonly Signal[]) => JSON.stringify(toSignals(toRules(signals)));
  return plain(a) === plain(b);
}
