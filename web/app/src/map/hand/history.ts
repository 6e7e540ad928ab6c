/** Undo and redo over the session. Steps are operations, so they go the way of every other edit. */
import type { Journey } from "../../api/types";
import { withRealIds } from "./ids";
import { apply, inverse, type Op } from "./ops";
import { type ChangeOp, joined } from "./outbox/entry";

/** What a step is called: “Undo: move “Payment””. */
export interface Label {
  did:
    | "change"
    | "rename"
    | "feeling"
    | "add"
    | "paste"
    | "move"
    | "remove"
    | "review"
    | "stage_add"
    | "stage_change"
    | "stage_move"
    | "stage_remove"
    | "link"
    | "unlink"
    | "lanes"
    | "journey";
  name?: string;
  count?: number;
}

export interface Step {
  id: number;
  label: Label;
  /** What takes it back, or does it again. */
  ops: Op[];
  /** When, and whether words typed a moment later belong to it. */
  at: number;
  typing?: { id: string; field: string };
}

/** Words typed with shorter pauses than this are one step. */
const PAUSE_MS = 2000;
const MOST_STEPS = 200;

interface Steps {
  past: readonly Step[];
  future: readonly Step[];
}

/** What takes `ops` back, the last first. */
export function inverseOf(journey: Journey, ops: readonly Op[]): Op[] {
  const back: Op[][] = [];
  let now = journey;
  for (const op of ops) {
    back.unshift(inverse(now, op));
    now = apply(now, op);
  }
  return back.flat();
}

export class History {
  private steps: Steps = { past: [], future: [] };
  private listeners = new Set<() => void>();
  private nextId = 1;

  constructor(
    private journey: () => Journey | undefined,
    private push: (ops: readonly Op[]) => void,
    private now: () => number = Date.now,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): Steps => this.steps;

  /** Notes what is about to be done; to be called before it is. Answers the step's id. */
  note(ops: readonly Op[], label: Label): number | undefined {
    const journey = this.journey();
    if (!journey) return undefined;
    const back = inverseOf(journey, ops);
    if (back.length === 0) return undefined;
    const { past } = this.steps;
    const last = past.at(-1);
    const typing = typingOf(ops);
    const at = this.now();
    if (last?.typing && typing && same(last.typing, typing) && at - last.at < PAUSE_MS) {
      // The oldest words are those to come back to; what is there now is the newest.
      const merged = joined(back[0] as ChangeOp, last.ops[0] as ChangeOp);
      this.set([...past.slice(0, -1), { ...last, ops: [merged], at }], []);
      return last.id;
    }
    const step: Step = { id: this.nextId++, label, ops: back, at, typing };
    this.set([...past, step].slice(-MOST_STEPS), []);
    return step.id;
  }

  undo(): Step | undefined {
    const step = this.steps.past.at(-1);
    if (step) this.revert(step.id);
    return step;
  }

  /** Takes back one step, also when others followed it. */
  revert(id: number): void {
    const step = this.steps.past.find((item) => item.id === id);
    const again = step && this.do(step);
    if (!step || !again) return;
    const past = this.steps.past.filter((item) => item !== step);
    this.set(past, [...this.steps.future, again]);
  }

  redo(): Step | undefined {
    const step = this.steps.future.at(-1);
    const back = step && this.do(step);
    if (!step || !back) return undefined;
    this.set([...this.steps.past, back], this.steps.future.slice(0, -1));
    return step;
  }

  /** Does a step; answers the one that takes it back. */
  private do(step: Step): Step | undefined {
    const journey = this.journey();
    if (!journey) return undefined;
    // What was new when the step was noted may have its real name by now.
    const ops = withRealIds(step.ops);
    const back = inverseOf(journey, ops);
    this.push(ops);
    return { ...step, ops: back, typing: undefined };
  }

  private set(past: readonly Step[], future: readonly Step[]): void {
    this.steps = { past, future };
    for (const listener of this.listeners) listener();
  }
}

/** The one field that a change types in, or nudges, if that is all it does. */
function typingOf(ops: readonly Op[]): Step["typing"] {
  const [op] = ops;
  if (ops.length !== 1 || op?.do !== "touchpoint.change") return undefined;
  const [field, ...others] = Object.keys(op.patch);
  return field && others.length === 0 ? { id: op.id, field } : undefined;
}

function same(a: NonNullable<Step["typing"]>, b: NonNullable<Step["typing"]>): boolean {
  return a.id === b.id && a.field === b.field;
}
