/** Whether an answer helped: two buttons, and a form for what was wrong. */

import { isRefusal } from "./answer-text.js";
import { button, el } from "./dom.js";
import { ANSWER_REASONS, REASONS, REFUSAL_REASONS, WORDS } from "./words.js";

const MOST_CHARACTERS = 1000;
const NOT_RATED = /^ERROR_|^GREETING$|PERSONAL_DATA$|UNSAFE$/;
// Failures whose own words help here; those of others speak of questions.
const TELLING = /^(INVALID_INPUT|NOT_FOUND|UNAVAILABLE|NETWORK|RATE_LIMITED)$/;

let count = 0;

export function canBeRated(answer) {
  return Boolean(answer.id) && !NOT_RATED.test(answer.status);
}

export class Rating {
  /** `rate(input)` keeps a rating or throws a failure, `say(text)` speaks. */
  constructor(answer, { rate, say }) {
    this.answer = answer;
    this.rate = rate;
    this.say = say;
    this.id = `rating-${(count += 1)}`;
    this.yes = this.#button(WORDS.helpful, "up", () => this.#send({ helpful: true }));
    this.no = this.#button(WORDS.unhelpful, "down-thumb", () => this.#open(this.form.hidden));
    this.no.setAttribute("aria-controls", this.id);
    this.form = this.#form();
    this.thanks = el("p", { class: "place", hidden: true }, WORDS.thanks);
    this.error = el("div");
    this.node = el("div", { class: "rating", role: "group", "aria-label": WORDS.rating },
      el("div", { class: "tools" }, el("span", { class: "place" }, WORDS.rating), this.yes, this.no),
      this.error, this.form, this.thanks);
    this.#open(false);
    this.#press(answer.feedback);
  }

  #button(label, name, act) {
    return button(label, { class: "tool", icon: name, "aria-pressed": "false", on: { click: act } });
  }

  #form() {
    const names = isRefusal(this.answer) ? REFUSAL_REASONS : ANSWER_REASONS;
    this.boxes = names.map((name) => el("input", { type: "checkbox", value: name }));
    this.comment = el("textarea", {
      rows: "2", maxlength: String(MOST_CHARACTERS), "aria-describedby": `${this.id}-hint`,
    });
    this.submit = button(WORDS.sendRating, { type: "submit", class: "tool strong" });
    const submit = (event) => {
      event.preventDefault();
      this.#send(this.#given());
    };
    return el("form", {
      id: this.id, class: "rating-form", novalidate: true,
      on: { submit, keydown: (event) => this.#key(event) },
    },
    el("fieldset", {}, el("legend", { class: "label" }, WORDS.reasons),
      this.boxes.map((box) => el("label", {}, box, REASONS[box.value]))),
    el("label", { class: "label" }, WORDS.comment, this.comment),
    el("p", { id: `${this.id}-hint`, class: "place" }, WORDS.commentHint),
    el("div", { class: "tools" }, this.submit,
      button(WORDS.cancel, { class: "tool", on: { click: () => this.#cancel() } })));
  }

  #given() {
    const reasons = this.boxes.filter((box) => box.checked).map((box) => box.value);
    return { helpful: false, reasons, comment: this.comment.value.trim() || null };
  }

  async #send(rating) {
    if (this.node.hasAttribute("aria-busy")) return;
    this.#busy(true);
    try {
      this.answer.feedback = await this.rate({ answerId: this.answer.id, ...rating });
      this.#kept();
    } catch (failure) {
      this.#fail(failure);
    } finally {
      this.#busy(false);
    }
  }

  #kept() {
    if (this.form.contains(this.form.getRootNode().activeElement)) this.no.focus();
    this.#open(false);
    this.#press(this.answer.feedback);
    this.thanks.hidden = false;
    this.say(WORDS.thanks);
  }

  #fail({ code, message }) {
    const text = TELLING.test(code) ? message : WORDS.ratingFailed;
    this.error.replaceChildren(el("p", { class: "rating-error", role: "alert" }, text));
    this.error.scrollIntoView({ block: "nearest" });
  }

  #busy(value) {
    this.node.toggleAttribute("aria-busy", value);
    this.submit.textContent = value ? WORDS.sendingRating : WORDS.sendRating;
    if (value) this.error.replaceChildren();
  }

  #press(feedback) {
    this.yes.setAttribute("aria-pressed", String(feedback?.helpful === true));
    this.no.setAttribute("aria-pressed", String(feedback?.helpful === false));
    for (const box of this.boxes) box.checked = Boolean(feedback?.reasons?.includes(box.value));
    this.comment.value = feedback?.comment ?? "";
  }

  #open(shown) {
    this.form.hidden = !shown;
    this.no.setAttribute("aria-expanded", String(shown));
    if (!shown) return;
    this.thanks.hidden = true;
    this.form.scrollIntoView({ block: "nearest" });
    this.boxes[0].focus({ preventScroll: true });
  }

  #cancel() {
    this.#open(false);
    this.error.replaceChildren();
    this.no.focus();
  }

  #key(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    this.#cancel();
  }
}
