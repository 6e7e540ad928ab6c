// The product's API, as far as these tests need it.

const url = required("PARCOURS_URL").replace(/\/$/, "");
let signedIn;

export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: see README.md`);
  return value;
}

export const baseUrl = url;

/** Headers that prove who asks: an API token, or a session from a one-time link. */
async function credentials() {
  if (process.env.PARCOURS_TOKEN) {
    return { authorization: `Bearer ${process.env.PARCOURS_TOKEN}` };
  }
  const token = required("PARCOURS_LINK").split("#")[1];
  const answer = await fetch(`${url}/api/v1/session/link`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error(`the link does not sign in: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
  const session = await answer.json();
  return { cookie, "x-csrf-token": session.csrf_token };
}

/** Asks and reads JSON; a refusal is an error that says what the server said. */
export async function ask(method, path, body) {
  signedIn ??= credentials();
  const headers = { ...(await signedIn) };
  if (body) headers["content-type"] = "application/json";
  const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** A source with its write key. */
export async function createSource(name, kind) {
  const source = await ask("POST", "/api/v1/sources", { name, kind });
  return { id: source.id, writeKey: source.keys[0].key };
}

/** What a customer with an identity did, oldest first; nothing when there is no such customer. */
export async function story(identity) {
  const found = await ask("GET", `/api/v1/customers?q=${encodeURIComponent(identity)}`);
  if (found.items.length > 1) throw new Error(`${found.items.length} customers are called ${identity}`);
  const customer = found.items[0];
  if (!customer) return { customer: undefined, interactions: [] };
  const page = await ask("GET", `/api/v1/customers/${customer.id}/interactions?limit=200`);
  return { customer, interactions: page.items.reverse() };
}

/** Waits until `check` gives something, for what a program sends in its own time. */
export async function eventually(what, check, seconds = 30) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`after ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
