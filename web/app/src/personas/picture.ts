/** Sends a picture as it is; the server checks it, scales it and drops what the camera wrote in it. */
import { csrfHeader } from "../api/client";
import { ApiProblem } from "../api/problem";
import type { components } from "../api/schema";
import type { I18n } from "../i18n";

type Picture = components["schemas"]["Picture"];

export const MAX_BYTES = 10 * 1024 * 1024;

/** Why a file cannot be a picture, before it is sent; the server has the last word. */
export function refusal(file: File, { t, format }: Pick<I18n, "t" | "format">): string | null {
  if (!file.type.startsWith("image/") || file.type === "image/svg+xml")
    return t("personas.picture.not_image", { name: file.name });
  if (file.size > MAX_BYTES)
    return t("personas.picture.too_large", { name: file.name, size: format.bytes(file.size) });
  return null;
}

export async function uploadPicture(file: File): Promise<Picture> {
  let response: Response;
  try {
    response = await fetch("/api/v1/pictures", {
      method: "POST",
      body: file,
      headers: {
        ...csrfHeader(),
        "content-type": file.type,
        "accept-language": document.documentElement.lang || "en",
      },
    });
  } catch {
    throw ApiProblem.unreachable();
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw ApiProblem.from(response.status, body);
  return body as Picture;
}
