/** A hidden live region that says one thing at a time and forgets it. */

import { el } from "./dom.js";

const KEPT_MS = 1500;

export class Speech {
  #timer = 0;
  node = el("div", { class: "sr", role: "status" });

  say(text) {
    clearTimeout(this.#timer);
    this.node.textContent = "";
    // A change from empty is announced even when the words are the same as before.
    this.#timer = setTimeout(() => this.#speak(text), 50);
  }

  #speak(text) {
    this.node.textContent = text;
    this.#timer = setTimeout(() => { this.node.textContent = ""; }, KEPT_MS);
  }
}
