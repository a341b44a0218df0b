/** The GraphQL operations of the widget, and the ways they fail. */

import { readEvents } from "./stream.js";
import { FAILURES, WORDS } from "./words.js";

const SILENCE_MS = 60_000;
const MOST_PAGES = 5;

const CITATION = `number quote page printedPage section start end url label version
        document { slug title edition }`;

const ANSWER = `id conversationId status text notices suggestions
      sentences { text citations { number } }
      citations { ${CITATION} }`;

const ASK = `subscription Ask($input: AskInput!) {
  answer(input: $input) {
    __typename
    ... on AnswerProgress { step message elapsedMs }
    ... on AnswerPart { text citations { ${CITATION} } }
    ... on Answer { ${ANSWER} }
    ... on Problem { code message }
  }
}`;

const PAGE = `query Page($slug: String!, $version: Int!, $page: Int!) {
  document(by: { slug: $slug }) {
    title
    version(number: $version) { page(number: $page) { text } }
  }
}`;

const CONVERSATION = `query Conversation($id: ID!, $after: String) {
  conversation(id: $id) {
    answers(first: 50, after: $after) {
      nodes { ${ANSWER} question feedback { helpful reasons comment } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const RATE = `mutation Rate($input: RateAnswerInput!) {
  rateAnswer(input: $input) {
    __typename
    ... on Feedback { helpful reasons comment }
    ... on Problem { code message }
  }
}`;

export class Failure extends Error {
  constructor(code, { message, wait = 0, reference = null } = {}) {
    super(message || FAILURES[code] || FAILURES.UNKNOWN);
    this.code = code;
    this.wait = wait;
    this.reference = reference;
  }
}

export class Client {
  constructor(endpoint, token = null) {
    this.endpoint = endpoint;
    this.token = token;
    this.pages = new Map();
  }

  /** Yields AnswerProgress and AnswerPart objects and, last, the Answer; throws Failure otherwise. */
  async *ask(input, stop) {
    const watch = new Watch(stop);
    let answered = false;
    try {
      const response = await this.#post(ASK, { input }, "text/event-stream", watch.signal);
      // Read on after the answer: hanging up early would cancel what the server still stores.
      for await (const item of this.#results(response, watch)) {
        answered ||= item.__typename === "Answer";
        yield item;
      }
      if (!answered) throw new Failure("CUT_OFF");
    } catch (error) {
      if (!answered) throw watch.explain(error);
    } finally {
      watch.end();
    }
  }

  /** The text of one page as indexed, or null where the server does not have it. */
  async pageText({ document, version, page }) {
    const variables = { slug: document.slug, version, page };
    const key = JSON.stringify(variables);
    if (!this.pages.has(key)) this.pages.set(key, await this.#page(variables));
    return this.pages.get(key);
  }

  /** The answers of a conversation, oldest first, or null where the server does not have it. */
  async conversation(id) {
    const answers = [];
    let after = null;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const found = (await this.#data(CONVERSATION, { id, after })).conversation?.answers;
      if (!found) return null;
      answers.push(...found.nodes.map(whole));
      if (!found.pageInfo.hasNextPage) break;
      after = found.pageInfo.endCursor;
    }
    return answers;
  }

  /** Keeps what the reader thought of an answer; throws Failure where it was not kept. */
  async rate(input) {
    const { rateAnswer } = await this.#data(RATE, { input });
    if (rateAnswer?.__typename === "Feedback") return rateAnswer;
    throw new Failure(rateAnswer?.code ?? "UNKNOWN", { message: rateAnswer?.message });
  }

  async #page(variables) {
    return (await this.#data(PAGE, variables)).document?.version?.page?.text ?? null;
  }

  async #data(query, variables) {
    const response = await this.#post(query, variables, "application/json");
    const result = await json(response);
    refuse(result);
    return result.data ?? {};
  }

  async *#results(response, watch) {
    if (!isStream(response)) throw graphqlFailure(await json(response));
    for await (const event of readEvents(response.body)) {
      watch.heard();
      if (event?.event === "complete") return;
      if (event?.event !== "next") continue;
      const result = parse(event.data);
      refuse(result);
      yield settle(result.data?.answer);
    }
  }

  async #post(query, variables, accept, signal) {
    const headers = { Accept: accept, "Content-Type": "application/json" };
    const token = await this.token?.();
    if (token) headers.Authorization = `Bearer ${token}`;
    const body = JSON.stringify({ query, variables });
    const response = await fetch(this.endpoint, { method: "POST", headers, body, signal })
      .catch((error) => { throw offline(error); });
    if (!response.ok) throw await httpFailure(response);
    return response;
  }
}

/** Aborts the request when the reader stops it or the server falls silent. */
class Watch {
  #controller = new AbortController();
  #silent = false;
  #timer = 0;

  constructor(stop) {
    this.stop = stop;
    stop?.addEventListener("abort", () => this.#controller.abort(), { once: true });
    if (stop?.aborted) this.#controller.abort();
    this.heard();
  }

  get signal() {
    return this.#controller.signal;
  }

  heard() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#giveUp(), SILENCE_MS);
  }

  end() {
    clearTimeout(this.#timer);
  }

  explain(error) {
    if (this.stop?.aborted) return new Failure("STOPPED");
    if (this.#silent) return new Failure("SILENT");
    return error instanceof Failure ? error : new Failure("CUT_OFF");
  }

  #giveUp() {
    this.#silent = true;
    this.#controller.abort();
  }
}

function isStream(response) {
  return (response.headers.get("content-type") || "").startsWith("text/event-stream");
}

function settle(item) {
  if (item?.__typename === "AnswerProgress") return item;
  if (item?.__typename === "AnswerPart" || item?.__typename === "Answer") return whole(item);
  throw new Failure(item?.code ?? "UNKNOWN", { message: item?.message });
}

function whole(item) {
  return { ...item, citations: item.citations.map(named) };
}

// A document may be taken away after an answer quoted it.
function named(citation) {
  return { ...citation, document: citation.document ?? { title: WORDS.gone } };
}

function refuse(result) {
  if (result.errors?.length) throw graphqlFailure(result);
}

function graphqlFailure(result) {
  const error = result?.errors?.[0];
  const extensions = error?.extensions ?? {};
  return new Failure(extensions.code ?? "GRAPHQL", {
    message: isThai(error?.message) ? error.message : null,
    wait: seconds(extensions.retryAfter),
    reference: extensions.requestId ?? null,
  });
}

async function httpFailure(response) {
  const failure = graphqlFailure(await response.json().catch(() => null));
  const limited = response.status === 429;
  const wait = seconds(response.headers.get("Retry-After")) || failure.wait;
  const code = limited ? "RATE_LIMITED" : failure.code === "GRAPHQL" ? "HTTP" : failure.code;
  const reference = failure.reference ?? response.headers.get("X-Request-Id");
  const said = failure.message !== FAILURES.GRAPHQL ? failure.message : null;
  return new Failure(code, { message: said, wait, reference });
}

function offline(error) {
  return error?.name === "AbortError" ? error : new Failure("NETWORK");
}

async function json(response) {
  return response.json().catch(() => { throw new Failure("CUT_OFF"); });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("CUT_OFF");
  }
}

function seconds(value) {
  const number = Math.ceil(Number(value));
  return number > 0 && number < 3600 ? number : 0;
}

function isThai(text) {
  return /[\u0E00-\u0E7F]/.test(text ?? "");
}
