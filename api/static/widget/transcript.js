/** The visible conversation. It is never a live region: the element speaks separately. */

import { answerView, partView } from "./answer-view.js";
import { button, el } from "./dom.js";
import { EXAMPLES, WORDS, stepsWords, waitWords } from "./words.js";

const SHOWN_PX = 48;

export class Transcript {
  /** `ask(question)` is called by the example buttons. */
  constructor(ask) {
    this.turns = el("div", { class: "turns" });
    this.notice = el("p", { class: "about place", hidden: true });
    this.empty = welcome(ask);
    this.scroller = el("div", {
      class: "scroller", role: "region", tabindex: "0", "aria-label": WORDS.talk,
      on: { scroll: () => this.#hideJump() },
    }, this.notice, this.empty, this.turns);
    this.jump = button(WORDS.newAnswer, {
      class: "jump", icon: "down", hidden: true, on: { click: () => this.showLast() },
    });
    this.node = el("div", { class: "transcript" }, this.scroller, this.jump);
  }

  add(question) {
    const turn = new Turn(question);
    this.empty.hidden = true;
    this.turns.append(turn.node);
    return turn;
  }

  /** Puts what was asked before in front of what has been asked since; `finish(turn, answer)`. */
  restore(answers, finish) {
    const turns = answers.map((answer) => {
      const turn = new Turn(answer.question);
      finish(turn, answer);
      return turn.node;
    });
    this.turns.prepend(...turns);
    this.empty.hidden = this.turns.childElementCount > 0;
  }

  /** A line above the conversation about it, or none. */
  tell(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
  }

  clear() {
    this.turns.replaceChildren();
    this.empty.hidden = false;
    this.jump.hidden = true;
    this.tell("");
  }

  /** Brings the last question to the top; its answer grows below it. */
  showLast() {
    const last = this.turns.lastChild;
    if (!last) return;
    this.scroller.scrollTop = last.getBoundingClientRect().top - this.turns.getBoundingClientRect().top;
    this.jump.hidden = true;
  }

  /** Offers the finished reply to a reader who has scrolled elsewhere, and never moves them. */
  announce() {
    this.jump.hidden = this.#lastIsShown();
  }

  #lastIsShown() {
    const view = this.scroller.getBoundingClientRect();
    const last = this.turns.lastChild?.getBoundingClientRect();
    return !last || (last.top < view.bottom - SHOWN_PX && last.bottom > view.top + SHOWN_PX);
  }

  #hideJump() {
    if (this.#lastIsShown()) this.jump.hidden = true;
  }
}

class Turn {
  #steps = el("ol", { role: "list" });
  #parts = el("div", { class: "prose writing", hidden: true }, el("p", { class: "place" }, WORDS.writing));
  #spent = 0;

  constructor(question) {
    this.question = question;
    this.reply = el("div", { class: "reply" });
    this.node = el("article", { class: "turn", "aria-label": `${WORDS.asked}: ${question}` },
      el("p", { class: "question" }, el("span", { class: "sr" }, `${WORDS.asked}: `), question),
      this.reply);
  }

  wait() {
    this.#step(WORDS.starting);
    this.reply.replaceChildren(el("div", { class: "progress" }, this.#steps), this.#parts);
  }

  /** A sentence while the answer is written; the finished answer takes its place. */
  part(part, actions) {
    this.#parts.hidden = false;
    this.#parts.append(partView(part, actions));
  }

  progress({ message, elapsedMs }) {
    this.#spent = elapsedMs ?? this.#spent;
    this.#step(message);
  }

  finish(answer, actions) {
    this.reply.replaceChildren(answerView(answer, actions));
    if (this.#steps.childElementCount > 1) this.reply.append(this.#summary());
  }

  fail(failure, retry) {
    const again = button(WORDS.retry, { class: "tool", icon: "retry", on: { click: retry } });
    const code = failure.reference && el("p", { class: "place" }, `รหัสอ้างอิง ${failure.reference}`);
    const tone = failure.code === "ASSISTANT_PAUSED" ? "calm" : "error";
    this.reply.replaceChildren(el("div", { class: `answer ${tone}`, role: "alert" },
      el("p", {}, failure.message),
      el("p", { class: "place" }, WORDS.kept), code, el("div", { class: "tools" }, again)));
    if (failure.wait) countDown(again, failure.wait);
  }

  stop(retry) {
    const again = button(WORDS.retry, { class: "tool", icon: "retry", on: { click: retry } });
    this.reply.replaceChildren(el("div", { class: "answer calm" },
      el("p", {}, WORDS.stopped), el("div", { class: "tools" }, again)));
  }

  #step(message) {
    if (this.#steps.lastChild?.textContent !== message) this.#steps.append(el("li", {}, message));
  }

  #summary() {
    this.#steps.firstChild.remove();
    const title = stepsWords(this.#spent);
    return el("details", { class: "steps" }, el("summary", {}, title), this.#steps);
  }
}

function welcome(ask) {
  const examples = EXAMPLES.map((text) =>
    el("li", {}, button(text, { class: "example", on: { click: () => ask(text) } })));
  return el("div", { class: "welcome" },
    el("p", { class: "headline" }, WORDS.welcome),
    el("p", { class: "place" }, WORDS.welcomeMore),
    el("p", { class: "label" }, WORDS.examples),
    el("ul", { role: "list", "aria-label": WORDS.examples }, examples));
}

function countDown(again, seconds) {
  const label = again.lastChild;
  again.setAttribute("aria-disabled", "true");
  const tick = () => {
    label.textContent = seconds > 0 ? waitWords(seconds) : WORDS.retry;
    if (seconds-- > 0) return;
    again.removeAttribute("aria-disabled");
    clearInterval(timer);
  };
  const timer = setInterval(tick, 1000);
  tick();
}
