/** The typed client: paths and shapes from the OpenAPI document, CSRF header, one error type. */
import createClient, { type Middleware } from "openapi-fetch";
import { ApiProblem } from "./problem";
import type { paths } from "./schema";

let csrfToken = "";

/** Called whenever a session arrives; unsafe requests carry it from then on. */
export function setCsrfToken(token: string | null | undefined): void {
  csrfToken = token ?? "";
}

export function csrfHeader(): Record<string, string> {
  return csrfToken ? { "x-csrf-token": csrfToken } : {};
}

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

const middleware: Middleware = {
  onRequest({ request }) {
    if (!safe.has(request.method) && csrfToken) request.headers.set("x-csrf-token", csrfToken);
    // The page's language may differ from the browser's: errors come back in what is on screen.
    request.headers.set("accept-language", document.documentElement.lang || "en");
    return request;
  },
};

export const http = createClient<paths>({ baseUrl: "/" });
http.use(middleware);

/** Unwraps an openapi-fetch result: the data, or a thrown {@link ApiProblem}. */
export async function call<T>(
  pending: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let result: { data?: T; error?: unknown; response: Response };
  try {
    result = await pending;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw ApiProblem.unreachable();
  }
  if (!result.response.ok) throw ApiProblem.from(result.response.status, result.error);
  return result.data as T;
}
