/** Maps as files: downloaded, read, imported. */
import { csrfHeader } from "../api/client";
import { ApiProblem } from "../api/problem";
import type { components } from "../api/schema";

type Schemas = components["schemas"];
export type Preview = Schemas["MapPreview"];
export type Imported = Schemas["ImportedMap"];
export type Mapping = Schemas["TableMapping"];
export type Field = Schemas["TableField"];
export type Format = "png" | "svg" | "pdf" | "csv" | "xlsx" | "json" | "mermaid" | "cjml";

async function answer(request: Promise<Response>): Promise<Response> {
  const response = await request.catch(() => {
    throw ApiProblem.unreachable();
  });
  if (response.ok) return response;
  throw ApiProblem.from(response.status, await response.json().catch(() => null));
}

/** Fetches a file and hands it to the browser; its name. */
export async function download(journey: string, ask: Record<string, string>): Promise<string> {
  const query = new URLSearchParams(ask);
  const headers = { "accept-language": document.documentElement.lang };
  const response = await answer(fetch(`/api/v1/journeys/${journey}/export?${query}`, { headers }));
  const said = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("content-disposition") ?? "");
  const name = decodeURIComponent(said?.[1] ?? "map");
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun by then; at once would be too soon for some.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
}

export interface Sending {
  file: File;
  name?: string;
  mapping?: Mapping | null;
}

async function send<T>(path: string, { file, name, mapping }: Sending): Promise<T> {
  const query = new URLSearchParams({ name: file.name });
  if (name) query.set("journey_name", name);
  if (mapping) query.set("mapping", JSON.stringify(mapping));
  const request = fetch(`/api/v1/journeys/${path}?${query}`, {
    method: "POST",
    body: file,
    headers: {
      "content-type": "application/octet-stream",
      "accept-language": document.documentElement.lang,
      ...csrfHeader(),
    },
  });
  return (await (await answer(request)).json()) as T;
}

export const preview = (sending: Sending) => send<Preview>("import/preview", sending);
export const importMap = (sending: Sending) => send<Imported>("import", sending);
