/** One edit on its way: sent, found to have arrived already, held for a decision, or kept for later. */
import { type ApiProblem, asProblem } from "../../../api/problem";
import type { Journey } from "../../../api/types";
import { findTouchpoint } from "../../model";
import { named, withRealIds } from "../ids";
import { type Landed, nameNew, touchpointIds } from "../send";
import { apart, type ChangeOp, clash, type Entry, type Held } from "./entry";
import { joinedWith } from "./merge";
import type { Port } from "./outbox";

export type Outcome =
  | { kind: "landed"; landed: Landed | null }
  /** Some of its fields clash: the others go first, and nobody is asked about them. */
  | { kind: "split"; ops: [ChangeOp, ChangeOp] }
  | { kind: "held"; held: Omit<Held, "entry"> | null }
  | { kind: "later"; problem: ApiProblem };

/** Two people who save at once take turns; more often than this, something else is wrong. */
const MOST_TURNS = 5;

/** `tried` keeps, before the first attempt, what the journey had before. */
export async function deliver(
  entry: Entry,
  port: Port,
  tried: (before: string[]) => void,
): Promise<Outcome> {
  try {
    const server = port.server() ?? (await port.read());
    if (entry.tried) {
      const fresh = await port.read();
      if (arrived(entry, fresh)) return { kind: "landed", landed: () => fresh };
    }
    const op = withRealIds(entry.op);
    if (op.do === "touchpoint.change") return await deliverChange(op, port, server);
    if (op.do === "touchpoints.add" || op.do === "stage.add") tried(idsOf(server));
    return { kind: "landed", landed: await port.send(op, server) };
  } catch (error) {
    return failed(entry, port, asProblem(error));
  }
}

async function deliverChange(op: ChangeOp, port: Port, known: Journey): Promise<Outcome> {
  let server = known;
  for (let turn = 1; ; turn++) {
    const record = findTouchpoint(server, op.id)?.touchpoint;
    const joint = record ? joinedWith(op, record) : op;
    const theirs = record && clash(joint, record);
    if (theirs) {
      const ops = apart(joint, theirs);
      return ops ? { kind: "split", ops } : { kind: "held", held: { why: "conflict", theirs } };
    }
    try {
      return { kind: "landed", landed: await port.send(joint, server, record?.revision) };
    } catch (error) {
      const { code } = asProblem(error);
      if (code !== "touchpoint_conflict" || turn === MOST_TURNS) throw error;
      server = await port.read();
    }
  }
}

async function failed(entry: Entry, port: Port, problem: ApiProblem): Promise<Outcome> {
  const { op } = entry;
  const { status } = problem;
  const unreachable = problem.code === "unreachable";
  if (unreachable || status === 401 || status === 408 || status === 429 || status >= 500) {
    return { kind: "later", problem };
  }
  if (status === 404) {
    // Show what is true before anybody is asked.
    const fresh = await port.read().catch(() => null);
    if (op.do === "touchpoint.change") return { kind: "held", held: { why: "gone" } };
    // What was to go is gone: nothing is left to say.
    if (op.do === "touchpoints.remove" || op.do === "stage.remove") {
      return someAreLeft(entry, fresh, port);
    }
  }
  const detail = problem.errors[0]?.message ?? (problem.detail || problem.title);
  return { kind: "held", held: { why: "refused", detail } };
}

/** Of several touchpoints one was gone already: the others still have to go. */
async function someAreLeft(entry: Entry, fresh: Journey | null, port: Port): Promise<Outcome> {
  const op = withRealIds(entry.op);
  const there = fresh && touchpointIds(fresh);
  if (op.do !== "touchpoints.remove" || !fresh || !there) return { kind: "landed", landed: null };
  const ids = op.ids.filter((id) => there.has(id));
  if (ids.length === 0 || ids.length === op.ids.length) return { kind: "landed", landed: null };
  return deliver({ ...entry, op: { ...op, ids } }, port, () => {});
}

function idsOf(journey: Journey): string[] {
  return [...touchpointIds(journey), ...journey.stages.map(({ id }) => id)];
}

/** Whether an edit whose answer was lost is there all the same. */
function arrived(entry: Entry, fresh: Journey): boolean {
  const op = withRealIds(entry.op);
  const before = new Set(entry.tried);
  if (op.do === "touchpoints.add") return nameNew(op, before, fresh);
  if (op.do !== "stage.add") return false;
  const stage = fresh.stages.find(({ id, name }) => !before.has(id) && name === op.name.trim());
  if (stage) named(op.id, stage.id);
  return stage !== undefined;
}
