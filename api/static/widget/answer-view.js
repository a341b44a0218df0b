/** One finished answer as nodes. */

import { answerLines, isItem, sourcesTitle } from "./answer-text.js";
import { button, el, icon } from "./dom.js";
import { Rating, canBeRated } from "./rating.js";
import { STATUSES, WORDS, citationWords, pageWords, placeWords } from "./words.js";

/**
 * `actions` holds ask(question), openSource(citation, opener), copy(node), retry(),
 * link(citation), rate(input) and say(text).
 */
export function answerView(answer, actions) {
  const look = STATUSES[answer.status] ?? STATUSES.ANSWERED;
  return el("div", { class: `answer ${look.tone}`, "data-status": answer.status },
    look.title && el("p", { class: "status" }, look.title),
    prose(answer, actions),
    look.next && nextStep(look.next),
    notices(answer.notices),
    sources(answer, actions),
    suggestions(answer, actions),
    tools(look, actions),
    canBeRated(answer) && new Rating(answer, actions).node);
}

/** A sentence of an answer that is still being written. */
export function partView(part, actions) {
  const known = new Map(part.citations.map((citation) => [citation.number, citation]));
  return el("p", {}, part.text, marks([...known.keys()], known, actions));
}

function prose(answer, actions) {
  const known = new Map(answer.citations.map((citation) => [citation.number, citation]));
  const lines = answerLines(answer).map((line) =>
    el("p", { class: isItem(line) ? "item" : null },
      line.flatMap(({ text, numbers }) => [text, ...marks(numbers, known, actions)])));
  return el("div", { class: "prose" }, lines);
}

function marks(numbers, known, actions) {
  return numbers.filter((number) => known.has(number)).map((number) => {
    const citation = known.get(number);
    return el("button", {
      type: "button",
      class: "cite",
      "aria-label": citationWords(citation),
      title: citation.document.title,
      on: { click: (event) => actions.openSource(citation, event.currentTarget) },
    }, String(number));
  });
}

function nextStep(text) {
  return el("p", { class: "next" }, el("b", {}, WORDS.next), " ", text);
}

function notices(texts) {
  if (!texts.length) return null;
  return el("div", { class: "notices", role: "note", "aria-label": WORDS.notices },
    el("p", { class: "label" }, WORDS.notices),
    texts.length > 1 ? el("ul", {}, texts.map((text) => el("li", {}, text))) : el("p", {}, texts[0]));
}

function sources(answer, actions) {
  if (!answer.citations.length) return null;
  const title = sourcesTitle(answer);
  return el("section", { class: "sources", "aria-label": title },
    el("p", { class: "label" }, title),
    el("ol", { role: "list" }, answer.citations.map((citation) => sourceItem(citation, actions))));
}

function sourceItem(citation, actions) {
  const open = (event) => actions.openSource(citation, event.currentTarget);
  return el("li", {},
    el("span", { class: "number", "aria-hidden": "true" }, String(citation.number)),
    el("div", {},
      button(citation.document.title, {
        class: "title",
        "aria-label": citationWords(citation),
        on: { click: open },
      }),
      el("p", { class: "place" }, placeWords(citation)),
      el("p", { class: "excerpt" }, `“${citation.quote}”`),
      citation.label && el("p", { class: "warning" }, citation.label)),
    pageLink(citation, actions));
}

function suggestions(answer, actions) {
  if (!answer.suggestions?.length) return null;
  const asks = answer.suggestions.map((text) =>
    el("li", {}, button(text, { class: "suggestion", on: { click: () => actions.ask(text) } })));
  return el("div", { class: "suggestions" },
    el("p", { class: "label" }, WORDS.suggestions),
    el("ul", { role: "list", "aria-label": WORDS.suggestions }, asks));
}

function pageLink(citation, actions) {
  const href = actions.link(citation);
  if (!href) return null;
  const label = `${WORDS.openPage} ${pageWords(citation)} ${citation.document.title}`;
  return el("a", {
    class: "icon", href, target: "_blank", rel: "noopener", title: WORDS.openPage, "aria-label": label,
  }, icon("open"));
}

function tools(look, actions) {
  const tool = look.tone === "error"
    ? button(WORDS.retry, { class: "tool", icon: "retry", on: { click: () => actions.retry() } })
    : button(WORDS.copy, {
      class: "tool copy", icon: "copy", on: { click: (event) => actions.copy(event.currentTarget) },
    });
  return el("div", { class: "tools" }, tool);
}
