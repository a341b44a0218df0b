/** The question box: what may be sent, and when. */

import { el, icon, iconButton } from "./dom.js";
import { LIMIT, NEAR_LIMIT, WORDS, remainingWords } from "./words.js";

const MAX_ROWS = 6;

export class Composer {
  #waiting = false;

  /** `ask(question)` and `stop()` are called on the reader's wish, `say(text)` to speak. */
  constructor({ ask, stop, say }) {
    this.ask = ask;
    this.say = say;
    this.box = el("textarea", {
      id: "question", rows: "1", placeholder: WORDS.placeholder, enterkeyhint: "send",
      "aria-describedby": "hint counter privacy",
      on: { input: () => this.#changed(), keydown: (event) => this.#key(event) },
    });
    this.hint = el("p", { id: "hint", class: "hint", hidden: true });
    this.counter = el("p", { id: "counter", class: "counter", hidden: true });
    this.send = iconButton(WORDS.send, "send", { type: "submit", class: "send" });
    this.stopper = el("button", { type: "button", class: "stop", hidden: true, on: { click: stop } },
      icon("stop"), WORDS.stop);
    this.node = this.#form();
    this.#changed();
  }

  get question() {
    return this.box.value.trim();
  }

  /** Puts a question back without overwriting what was typed meanwhile. */
  restore(question) {
    if (!this.question) this.box.value = question;
    this.#changed();
  }

  empty() {
    this.box.value = "";
    this.#changed();
  }

  waiting(value) {
    const focused = this.stopper.matches(":focus");
    this.#waiting = value;
    this.stopper.hidden = !value;
    this.send.hidden = value;
    this.#hint("");
    if (focused) this.box.focus();
  }

  submit() {
    const problem = this.#problem();
    this.#hint(problem);
    if (problem) this.box.focus();
    else this.ask(this.question);
  }

  #form() {
    const submit = (event) => {
      event.preventDefault();
      this.submit();
    };
    return el("form", { class: "composer", novalidate: true, on: { submit } },
      el("label", { class: "sr", for: "question" }, WORDS.field),
      el("div", { class: "field" }, this.box, this.send, this.stopper),
      this.hint, this.counter,
      el("p", { id: "privacy", class: "privacy" }, `${WORDS.privacy} · ${WORDS.check}`));
  }

  #problem() {
    if (this.#waiting) return WORDS.busyHint;
    if (!this.question) return WORDS.emptyHint;
    const length = characters(this.question);
    return length > LIMIT ? remainingWords(length) : "";
  }

  #hint(text) {
    this.hint.textContent = text;
    this.hint.hidden = !text;
    if (text) this.say(text);
  }

  #key(event) {
    // keyCode 229: Safari ends a composition before the Enter that confirmed it.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.submit();
  }

  #changed() {
    const length = characters(this.question);
    this.counter.hidden = length < NEAR_LIMIT;
    this.counter.textContent = length < NEAR_LIMIT ? "" : remainingWords(length);
    this.box.setAttribute("aria-invalid", String(length > LIMIT));
    this.send.setAttribute("aria-disabled", String(length === 0 || length > LIMIT));
    if (length) this.#hint("");
    this.#grow();
  }

  #grow() {
    this.box.rows = 1;
    const line = parseFloat(getComputedStyle(this.box).lineHeight) || 26;
    const rows = Math.round(this.box.scrollHeight / line);
    this.box.rows = Math.min(Math.max(rows, 1), MAX_ROWS);
  }
}

/** Counted as the server counts: in code points. */
export function characters(text) {
  return Array.from(text).length;
}
