/** Server-sent events, read from a fetch body however it is cut into chunks. */

const LINE_END = /\r\n|\n|\r/;

export class EventParser {
  #rest = "";
  #name = "";
  #data = [];

  /** Takes the next piece of text and returns the events it completes. */
  push(text, last = false) {
    const lines = this.#lines(text, last);
    return lines.map((line) => this.#line(line)).filter(Boolean);
  }

  #lines(text, last) {
    const buffer = this.#rest + text;
    // A final CR may be half of a CRLF: wait for the next chunk to tell.
    const held = !last && buffer.endsWith("\r");
    const lines = (held ? buffer.slice(0, -1) : buffer).split(LINE_END);
    this.#rest = lines.pop() + (held ? "\r" : "");
    return lines;
  }

  #line(line) {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#name = value;
    if (field === "data") this.#data.push(value);
    return null;
  }

  #dispatch() {
    const event = { event: this.#name || "message", data: this.#data.join("\n") };
    const empty = this.#data.length === 0;
    this.#name = "";
    this.#data = [];
    return empty ? null : event;
  }
}

/** Yields the events of a ReadableStream of bytes; null for a chunk that completes none. */
export async function* readEvents(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const events = parser.push(decoder.decode(value, { stream: !done }), done);
      yield* events.length ? events : [null];
      if (done) return;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
