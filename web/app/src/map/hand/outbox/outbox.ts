/**
 * What was done to a map and is not on the server yet. Kept on this device from the first key on,
 * sent in order, tried again until there is an answer. An edit that the server does not take is
 * held for its author to decide; nothing typed is ever dropped by a machine. No React in here.
 */
import type { ApiProblem } from "../../../api/problem";
import type { Journey } from "../../../api/types";
import { findTouchpoint } from "../../model";
import { withRealIds } from "../ids";
import type { Op } from "../ops";
import type { Landed } from "../send";
import { deliver } from "./deliver";
import { type Entry, type Held, joined, type Kept, regrounded, shown } from "./entry";

/** Long enough for a word, short enough to trust. */
export const PAUSE_MS = 600;
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

export interface Port {
  /** The journey as the server last told it. */
  server(): Journey | undefined;
  /** Asks the server again. */
  read(): Promise<Journey>;
  send(op: Op, server: Journey, expectedRevision?: number): Promise<Landed>;
  /** Shows what the server now has; resolves once it is on screen. */
  landed(change: Landed): Promise<void>;
  /** All is on the server: what was computed from it is stale. */
  settled(): void;
  /** Writes them on this device; false when it does not take them. */
  keep(kept: Kept): boolean;
}

export interface OutboxState extends Kept {
  status: "idle" | "saving" | "saved" | "offline";
  /** How many edits of an earlier visit were found on this device. */
  resumed: number;
  /** Whether this device keeps them, should the page be closed. */
  kept: boolean;
}

export class Outbox {
  private state: OutboxState = { entries: [], held: [], status: "idle", resumed: 0, kept: true };
  private listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private inFlight: string | null = null;
  private failures = 0;
  private nextId = 0;
  private waiting = new Map<string, (journey: Journey) => void>();

  constructor(private port: Port) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): OutboxState => this.state;

  /** The journey as it is on screen; undefined before it was read. */
  shown(): Journey | undefined {
    const server = this.port.server();
    return server && shown(server, this.state);
  }

  /** Does operations. `done` is told the journey once the last of them is on the server. */
  push(ops: readonly Op[], done?: (journey: Journey) => void): void {
    for (const op of ops.map(withRealIds)) this.add(op);
    const last = this.state.entries.at(-1);
    if (done && last) this.waiting.set(last.id, done);
    const typing = ops.length === 1 && ops[0]?.do === "touchpoint.change" && !this.failures;
    this.schedule(typing ? PAUSE_MS : 0);
  }

  /** Edits that an earlier visit left on this device. */
  resume(kept: Kept): void {
    const count = kept.entries.length + kept.held.length;
    if (count === 0) return;
    this.set({
      entries: [...kept.entries, ...this.state.entries],
      held: [...kept.held, ...this.state.held],
      resumed: this.state.resumed + count,
    });
    this.schedule(0);
  }

  /** Sends now what waits: the connection is back, or somebody leaves. */
  flush = (): Promise<void> => {
    clearTimeout(this.timer);
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
    return this.running;
  };

  acknowledgeResumed(): void {
    this.set({ resumed: 0 });
  }

  /** Decides an edit that is held. `instead` is done in its place. */
  release(held: Held, decision: "mine" | "drop", instead: readonly Op[] = []): void {
    const { op } = held.entry;
    this.set({ held: this.state.held.filter((item) => item !== held) });
    const record = findTouchpoint(this.port.server() ?? noJourney, idOf(op))?.touchpoint;
    if (decision === "mine") {
      const mine = op.do === "touchpoint.change" && record ? regrounded(op, record) : op;
      this.set({
        entries: [...this.state.entries, ...[...instead, mine].map((o) => this.entry(o))],
      });
    }
    this.schedule(0);
  }

  private entry(op: Op): Entry {
    return { id: `${Date.now().toString(36)}.${this.nextId++}`, at: Date.now(), op };
  }

  private add(op: Op): void {
    const { entries, held } = this.state;
    if (op.do === "touchpoint.change") {
      // More words for an edit that waits for a decision wait with it.
      const stuck = held.find(({ entry }) => overlaps(entry.op, op));
      if (stuck && stuck.entry.op.do === "touchpoint.change") {
        const entry = { ...stuck.entry, op: joined(stuck.entry.op, op) };
        this.set({ held: held.map((item) => (item === stuck ? { ...item, entry } : item)) });
        return;
      }
      const last = entries.at(-1);
      if (
        last?.op.do === "touchpoint.change" &&
        last.op.id === op.id &&
        last.id !== this.inFlight &&
        !this.waiting.has(last.id)
      ) {
        const merged = { ...last, op: joined(last.op, op) };
        this.set({ entries: [...entries.slice(0, -1), merged] });
        return;
      }
    }
    this.set({ entries: [...entries, this.entry(op)] });
  }

  private schedule(ms: number): void {
    clearTimeout(this.timer);
    // While offline, the next attempt has its own time; typing must not put it off for ever.
    const pause = this.state.status === "offline" ? Math.max(ms, this.backoff()) : ms;
    this.timer = setTimeout(() => void this.flush(), pause);
  }

  private backoff(): number {
    return Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, this.failures - 1), LONGEST_RETRY_MS);
  }

  private async run(): Promise<void> {
    for (;;) {
      const [entry] = this.state.entries;
      if (!entry) break;
      this.inFlight = entry.id;
      if (this.state.status !== "offline") this.set({ status: "saving" });
      const outcome = await deliver(entry, this.port, (tried) =>
        this.replace(entry.id, (now) => ({ ...now, tried })),
      );
      this.inFlight = null;
      if (outcome.kind === "later") return this.later(outcome.problem);
      this.failures = 0;
      if (outcome.kind === "split") this.split(entry, outcome.ops);
      else if (outcome.kind === "held") this.hold(entry, outcome.held);
      else await this.landed(entry, outcome.landed);
    }
    this.set({ status: this.state.status === "idle" ? "idle" : "saved" });
    this.port.settled();
  }

  private async landed(entry: Entry, landed: Landed | null): Promise<void> {
    // What was drawn here has its real names from now on, in all that still waits.
    this.set({ entries: withRealIds(this.state.entries) });
    if (landed) await this.port.landed(landed);
    const record = findTouchpoint(this.port.server() ?? noJourney, idOf(entry.op))?.touchpoint;
    const rest = this.state.entries.filter(({ id }) => id !== entry.id);
    this.set({
      status: "saving",
      entries: record ? rest.map((item) => groundedOn(item, entry.op, record)) : rest,
    });
    const journey = this.port.server();
    if (journey) this.waiting.get(entry.id)?.(journey);
    this.waiting.delete(entry.id);
  }

  private split(entry: Entry, [free, clashing]: readonly [Op, Op]): void {
    this.set({
      entries: this.state.entries.flatMap((item) =>
        item.id === entry.id ? [this.entry(free), { ...item, op: clashing }] : [item],
      ),
    });
  }

  private hold(entry: Entry, held: Omit<Held, "entry"> | null): void {
    const now = this.state.entries.find(({ id }) => id === entry.id) ?? entry;
    this.waiting.delete(entry.id);
    this.set({
      entries: this.state.entries.filter(({ id }) => id !== entry.id),
      held: held ? [...this.state.held, { ...held, entry: now }] : this.state.held,
    });
  }

  private later(problem: ApiProblem): void {
    this.failures += 1;
    this.set({ status: "offline" });
    // Nobody is signed in: another attempt would only ask again. Signing in starts anew.
    if (problem.status !== 401) this.schedule(this.backoff());
  }

  private replace(id: string, change: (entry: Entry) => Entry): void {
    this.set({
      entries: this.state.entries.map((entry) => (entry.id === id ? change(entry) : entry)),
    });
  }

  private set(next: Partial<OutboxState>): void {
    this.state = { ...this.state, ...next };
    if (next.entries || next.held) {
      this.state = { ...this.state, kept: this.port.keep(this.state) };
    }
    for (const listener of this.listeners) listener();
  }
}

const noJourney = { stages: [] } as unknown as Journey;

function idOf(op: Op): string | undefined {
  return op.do === "touchpoint.change" ? op.id : undefined;
}

function overlaps(held: Op, op: Extract<Op, { do: "touchpoint.change" }>): boolean {
  return (
    held.do === "touchpoint.change" &&
    held.id === op.id &&
    Object.keys(op.patch).some((field) => field in held.patch)
  );
}

/** An edit made on words that were still on their way stands on them as the server tidied them. */
function groundedOn(item: Entry, sent: Op, record: Parameters<typeof regrounded>[1]): Entry {
  const { op } = item;
  if (op.do !== "touchpoint.change" || sent.do !== "touchpoint.change" || op.id !== sent.id) {
    return item;
  }
  const now = regrounded(op, record).base as Record<string, unknown>;
  const base = Object.fromEntries(
    Object.entries(op.base).map(([field, value]) => [
      field,
      field in sent.patch ? now[field] : value,
    ]),
  );
  return { ...item, op: { ...op, base } };
}
