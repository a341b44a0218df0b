/** Calls our own GraphQL with the key of whoever signed in; every failure is a Failure. */

import { FAILURES } from "./words.js";

const ENDPOINT = "/graphql";

export class Failure extends Error {
  /** `reference` is the request's id for those who look into it; `path` the argument at fault. */
  constructor(code, { message = "", reference = null, path = [] } = {}) {
    super(isThai(message) ? message : FAILURES[code] ?? FAILURES.UNKNOWN);
    this.code = code;
    this.reference = reference;
    this.path = path;
  }
}

export class Client {
  /** Without a key one is a stranger. */
  constructor(key = null) {
    this.key = key;
  }

  /** The data of a query. */
  async read(query, variables = {}) {
    return (await this.#call(query, variables)).data;
  }

  /** What a mutation of one field gives; an expected failure in its union is thrown. */
  async act(query, variables = {}) {
    return settled(await this.#call(query, variables));
  }

  /** As `act`, sent as a form with files; `places` names the variable of each file. */
  async send(query, variables, files, places) {
    const form = new FormData();
    form.append("operations", JSON.stringify({ query, variables }));
    form.append("map", JSON.stringify(Object.fromEntries(places.map((place, at) => [at, [place]]))));
    files.forEach((file, at) => form.append(String(at), file, file.name));
    return settled(await this.#post(form, { "GraphQL-Require-Preflight": "1" }));
  }

  /** The bytes at an address of ours that only known callers may read, and the name they are sent under. */
  async download(address) {
    const response = await fetch(address, { headers: this.key ? { Authorization: `Bearer ${this.key}` } : {} })
      .catch(() => { throw new Failure("NETWORK"); });
    const reference = response.headers.get("X-Request-Id");
    if (response.ok) {
      const [, name = ""] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition")) ?? [];
      return { blob: await response.blob(), name: decodeURIComponent(name) };
    }
    const error = (await response.json().catch(() => null))?.errors?.[0];
    throw error ? failureOf(error, reference) : new Failure(response.status === 404 ? "NOT_FOUND" : "HTTP", { reference });
  }

  async #call(query, variables) {
    return this.#post(JSON.stringify({ query, variables }), { "Content-Type": "application/json" });
  }

  async #post(body, headers) {
    const sent = { Accept: "application/json", ...headers };
    if (this.key) sent.Authorization = `Bearer ${this.key}`;
    const response = await fetch(ENDPOINT, { method: "POST", headers: sent, body })
      .catch(() => { throw new Failure("NETWORK"); });
    const reference = response.headers.get("X-Request-Id");
    const result = await response.json().catch(() => null);
    const error = result?.errors?.[0];
    if (error) throw failureOf(error, reference);
    if (!response.ok || !result?.data) throw new Failure("HTTP", { reference });
    return { data: result.data, reference };
  }
}

/** What the one field of a mutation gave. */
function settled({ data, reference }) {
  const [found] = Object.values(data);
  if (found?.code && found.message !== undefined) throw new Failure(found.code, { ...found, reference });
  return found;
}

function failureOf(error, reference) {
  const { code = "UNKNOWN", requestId } = error.extensions ?? {};
  return new Failure(code, { message: error.message, reference: requestId ?? reference });
}

function isThai(text) {
  return /[\u0E00-\u0E7F]/.test(text);
}
