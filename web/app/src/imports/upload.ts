/** Sends a file as it is. XMLHttpRequest, because fetch does not tell how much was sent. */
import { csrfHeader } from "../api/client";
import { ApiProblem } from "../api/problem";
import type { Import } from "../api/types";

export function upload(
  file: File,
  onProgress: (sent: number, total: number) => void,
  signal: AbortSignal,
): Promise<Import> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/imports?name=${encodeURIComponent(file.name)}`);
    request.responseType = "json";
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("accept-language", document.documentElement.lang);
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress(event.loaded, event.total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response as Import);
      else reject(ApiProblem.from(request.status, request.response));
    };
    request.onerror = () => reject(ApiProblem.unreachable());
    request.onabort = () => reject(new DOMException("", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
