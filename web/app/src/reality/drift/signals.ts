/** The signals of a touchpoint that takes what none claims, and takes nothing from another. */
import { call, http } from "../../api/client";
import type { Signal, SignatureCount } from "../../api/types";
import type { Period } from "../../map/period";
import { signalOf } from "../../map/unclaimed/wording";

/** As many as a touchpoint may have. */
const MOST = 20;

/** Of what no touchpoint claims, the signals of one kind, the most frequent first, each once. Pure. */
export function signalsOf(kind: string, unclaimed: readonly SignatureCount[]): Signal[] {
  const signals = unclaimed.filter((item) => item.kind === kind).map(signalOf);
  const each = new Map(signals.map((signal) => [JSON.stringify(signal), signal]));
  return [...each.values()].slice(0, MOST);
}

/**
 * The kind as a whole where no other touchpoint claims any of it: of several that claim something the
 * first on the map has it, and would lose it to a new one before it. Otherwise what is left over of the
 * kind; nothing where too much else is left over to name it.
 */
export async function lackingSignals(
  kind: string,
  journey: string,
  period: Period,
): Promise<Signal[]> {
  const whole: Signal = { kind, channel: null, subject: null, properties: {} };
  const body = { signals: [whole], journey_id: journey, period: "all" };
  const { claimed_elsewhere } = await call(http.POST("/api/v1/signals/preview", { body }));
  if (claimed_elsewhere.length === 0) return [whole];
  const { items } = await call(
    http.GET("/api/v1/journeys/{id}/unclaimed", {
      params: { path: { id: journey }, query: { ...period, limit: 100 } },
    }),
  );
  return signalsOf(kind, items);
}
