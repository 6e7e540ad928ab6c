// A network that fails on purpose, between an SDK and Parcours.

import http from "node:http";

/**
 * Passes requests on to `target`. The first one that tells something is refused with 503, the second
 * one reaches Parcours but its answer is lost: the SDK has to send both again, and what the second
 * one told is told twice.
 */
export async function failingProxy(target) {
  const failures = ["refuse", "lose"];
  const seen = [];
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const failure = request.method === "POST" ? failures.shift() : undefined;
    const { connection, ...headers } = request.headers;
    let answer;
    if (failure !== "refuse") {
      const method = request.method;
      answer = await send(target + request.url, { method, headers }, body);
    }
    seen.push({ path: request.url, headers, failure, status: answer?.status });
    if (failure) {
      const cors = { "access-control-allow-origin": "*" };
      response.writeHead(503, { "content-type": "application/json", ...cors });
      response.end('{"code":"unavailable","message":"the test refuses"}');
    } else {
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}`;
  return { url, seen, close: () => new Promise((resolve) => server.close(resolve)) };
}

/** node:http and not fetch: the body and its encoding are passed on as they are. */
function send(url, options, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, (answer) => {
      const chunks = [];
      answer.on("data", (chunk) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}
