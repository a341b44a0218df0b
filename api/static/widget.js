/**
 * <sodklong-chat>: asks in Thai, shows cited answers.
 *
 * Attributes: endpoint (default /graphql on this script's own server), mode="page" to fill the
 * container (default: a floating button), theme="light|dark", as-of (answer as on that date).
 * Property `token`: a function returning a short-lived bearer token, or a promise of one.
 * Events: sodklong-ask, sodklong-answer, sodklong-error.
 */

import { plainText, spokenText } from "/static/widget/answer-text.js";
import { Client, Failure } from "/static/widget/client.js";
import { copyFrom } from "/static/widget/clipboard.js";
import { Composer } from "/static/widget/composer.js";
import { button, el, icon, iconButton } from "/static/widget/dom.js";
import { Memory } from "/static/widget/memory.js";
import { SourcePanel } from "/static/widget/source-panel.js";
import { Speech } from "/static/widget/speech.js";
import { styleSheet } from "/static/widget/style.js";
import { Transcript } from "/static/widget/transcript.js";
import { WORDS } from "/static/widget/words.js";

const NARROW_PX = 780;

class SodklongChat extends HTMLElement {
  token = null;
  #stop = null;
  #unanswered = null;
  #conversation = null;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [styleSheet()];
    this.speech = new Speech();
    this.transcript = new Transcript((question) => this.ask(question));
    this.composer = new Composer({
      ask: (question) => this.ask(question),
      stop: () => this.#stop?.abort(),
      say: (text) => this.speech.say(text),
    });
  }

  connectedCallback() {
    if (this.panel) return;
    const endpoint = new URL(this.getAttribute("endpoint") || "/graphql", import.meta.url).href;
    this.client = new Client(endpoint, () => this.token?.());
    this.memory = new Memory(`${endpoint}#${this.id}`);
    this.source = new SourcePanel({
      pageText: (citation) => this.client.pageText(citation),
      link: (citation) => this.#link(citation),
      onToggle: () => this.#arrange(),
    });
    this.#build();
    this.#restore();
  }

  disconnectedCallback() {
    this.#stop?.abort();
  }

  /** Asks a question as if it had been typed; the promise ends when the answer is shown. */
  async ask(question) {
    if (this.#stop) {
      this.speech.say(WORDS.busyHint);
      return;
    }
    this.#unanswered?.node.remove();
    this.#begin(question);
    const turn = this.transcript.add(question);
    turn.wait();
    this.transcript.showLast();
    try {
      await this.#follow(turn);
    } catch (error) {
      this.#fail(turn, error instanceof Failure ? error : new Failure("UNKNOWN"));
    }
  }

  open() {
    this.#toggle(true);
    this.composer.box.focus();
  }

  close() {
    this.#toggle(false);
    this.launcher.focus();
  }

  clear() {
    this.#stop?.abort();
    this.#conversation = null;
    this.memory.clear();
    this.transcript.clear();
    if (this.source.isOpen) this.source.close();
    this.clearer.hidden = true;
    this.speech.say(WORDS.cleared);
    this.composer.box.focus();
  }

  get #isPage() {
    return this.getAttribute("mode") === "page";
  }

  #begin(question) {
    this.#stop = new AbortController();
    this.#unanswered = null;
    this.composer.empty();
    this.composer.waiting(true);
    this.speech.say(WORDS.asking);
    this.#emit("ask", { question });
  }

  async #follow(turn) {
    try {
      await this.#listen(turn);
    } catch (error) {
      // The server has dropped the conversation since: go on in a new one.
      if (error.code !== "NOT_FOUND" || !this.#conversation) throw error;
      this.#conversation = null;
      await this.#listen(turn);
    }
  }

  async #listen(turn) {
    const { signal } = this.#stop;
    for await (const item of this.client.ask(this.#input(turn.question), signal)) {
      if (item.__typename === "Answer") this.#answered(turn, item);
      else if (item.__typename === "AnswerPart") turn.part(item, this.#actions(turn.question, item));
      else turn.progress(item);
    }
  }

  #input(question) {
    return { question, conversationId: this.#conversation, asOf: this.getAttribute("as-of") };
  }

  #answered(turn, answer) {
    this.#end();
    this.#conversation = answer.conversationId;
    this.memory.keep(answer.conversationId);
    turn.finish(answer, this.#actions(turn.question, answer));
    this.transcript.announce();
    if (/^ERROR_|PERSONAL_DATA$/.test(answer.status)) this.composer.restore(turn.question);
    this.clearer.hidden = false;
    this.speech.say(spokenText(answer));
    this.#emit("answer", { question: turn.question, answer });
  }

  #fail(turn, failure) {
    this.#end();
    this.#unanswered = turn;
    this.composer.restore(turn.question);
    const retry = () => this.ask(turn.question);
    const stopped = failure.code === "STOPPED";
    if (stopped) turn.stop(retry);
    else turn.fail(failure, retry);
    this.transcript.announce();
    this.speech.say(stopped ? WORDS.stopped : "");
    if (!stopped) this.#emit("error", { code: failure.code, message: failure.message });
  }

  #end() {
    this.#stop = null;
    this.composer.waiting(false);
  }

  #actions(question, answer) {
    return {
      ask: (text) => this.ask(text),
      openSource: (citation, opener) => this.source.open(citation, opener),
      link: (citation) => this.#link(citation),
      retry: () => this.ask(question),
      rate: (input) => this.client.rate(input),
      say: (text) => this.speech.say(text),
      copy: (node) => this.#copy(node, plainText(question, answer, this.client.endpoint)),
    };
  }

  async #copy(node, text) {
    this.speech.say(await copyFrom(node, text, this.shadowRoot));
  }

  /** Only pages of the server that answered may be linked. */
  #link({ url }) {
    if (!url) return null;
    const address = new URL(url, this.client.endpoint);
    return address.origin === new URL(this.client.endpoint).origin ? address.href : null;
  }

  #build() {
    this.conversation = el("div", { class: "conversation" },
      this.#header(), this.transcript.node, this.composer.node);
    this.panel = el("section", {
      id: "panel", class: "panel", role: this.#isPage ? "region" : "dialog", "aria-labelledby": "title",
    }, this.conversation, this.source.node);
    const shell = el("div", { class: "shell", lang: "th" }, this.panel, this.speech.node);
    shell.addEventListener("keydown", (event) => this.#key(event));
    if (!this.#isPage) shell.append(this.#launcher());
    this.shadowRoot.append(shell);
    new ResizeObserver(() => this.#arrange()).observe(this.panel);
    if (!this.#isPage) this.#toggle(false);
  }

  #header() {
    this.clearer = button(WORDS.clear, {
      class: "tool clear", icon: "begin", hidden: true, title: WORDS.clear, "aria-label": WORDS.clear,
      on: { click: () => this.clear() },
    });
    const closer = this.#isPage ? null
      : iconButton(WORDS.close, "close", { class: "icon", on: { click: () => this.close() } });
    return el("header", { class: "head" },
      el("span", { class: "badge", "aria-hidden": "true" }, icon("chat")),
      el("div", {}, el("h2", { id: "title" }, WORDS.name), el("p", {}, WORDS.subtitle)),
      this.clearer, closer);
  }

  #launcher() {
    this.launcher = el("button", {
      type: "button", class: "launcher", "aria-controls": "panel", "aria-expanded": "false",
      on: { click: () => (this.panel.hidden ? this.open() : this.close()) },
    }, icon("chat"), WORDS.launcher);
    return this.launcher;
  }

  #toggle(shown) {
    this.panel.hidden = !shown;
    this.launcher.setAttribute("aria-expanded", String(shown));
  }

  /** Beside the conversation where there is room; over it, and alone reachable, where not. */
  #arrange() {
    const narrow = this.panel.clientWidth < NARROW_PX;
    this.panel.toggleAttribute("data-narrow", narrow);
    this.conversation.inert = narrow && this.source.isOpen;
  }

  #key(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    if (this.source.isOpen) this.source.close();
    else if (!this.#isPage && !this.panel.hidden) this.close();
    else this.composer.box.focus();
    event.stopPropagation();
  }

  async #restore() {
    const conversation = this.memory.conversation;
    if (!conversation) return;
    this.#conversation = conversation;
    this.clearer.hidden = false;
    this.transcript.tell(WORDS.restoring);
    try {
      this.#restored(conversation, await this.client.conversation(conversation));
    } catch {
      if (this.#conversation === conversation) this.transcript.tell(WORDS.notRestored);
    }
  }

  /** Shows what was asked before, unless the reader has begun anew meanwhile. */
  #restored(conversation, answers) {
    if (this.#conversation !== conversation) return;
    this.transcript.tell("");
    if (answers === null) {
      this.#forget();
      return;
    }
    const asking = this.#stop !== null;
    this.transcript.restore(answers, (turn, answer) =>
      turn.finish(answer, this.#actions(turn.question, answer)));
    if (!asking) this.transcript.showLast();
  }

  /** The server does not have the conversation: the next question begins another. */
  #forget() {
    this.#conversation = null;
    this.memory.clear();
    this.clearer.hidden = true;
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(`sodklong-${name}`, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get("sodklong-chat")) customElements.define("sodklong-chat", SodklongChat);
