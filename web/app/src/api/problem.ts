/** The one error that the rest of the front end sees, whatever went wrong on the way. */
import type { FieldProblem, Problem } from "./types";

/** A request that failed: the server's problem details, or `unreachable` when there was no answer. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable, language-independent: `invalid_input`, `touchpoint_conflict`, `unreachable`… */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldProblem[];

  constructor(problem: Partial<Problem> & { status: number; code: string }) {
    super(problem.detail || problem.title || problem.code);
    this.name = "ApiProblem";
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title ?? "";
    this.detail = problem.detail ?? "";
    this.errors = problem.errors ?? [];
  }

  /** The message for one form field, by its JSON path. */
  field(path: string): string | undefined {
    return this.errors.find((error) => error.field === path)?.message;
  }

  static unreachable(): ApiProblem {
    return new ApiProblem({ status: 0, code: "unreachable" });
  }

  /** Reads an error body, which a proxy in between may have replaced by HTML. */
  static from(status: number, body: unknown): ApiProblem {
    const problem = typeof body === "object" && body !== null ? (body as Partial<Problem>) : {};
    return new ApiProblem({ ...problem, status, code: problem.code ?? "unexpected" });
  }
}

/** Narrows what a query or mutation threw. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  // A bug of ours, not an answer: keep its words for whoever reports it.
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem({ status: 0, code: "unexpected", detail });
}
