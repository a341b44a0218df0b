/** What sections are made of: loading, failures, tables, forms, lists that go on. */

import { button, el } from "/static/widget/dom.js";
import { Failure } from "./client.js";
import { WORDS } from "./words.js";

let latest = 0;

/** A name for an id that no other part has. */
export function newId(stem) {
  latest += 1;
  return `${stem}-${latest}`;
}

export function heading(title, about) {
  return el("header", { class: "heading" }, el("h1", {}, title), about && el("p", { class: "about" }, about));
}

export function empty(text) {
  return el("p", { class: "empty" }, text);
}

export function notice(text, tone = "plain") {
  return el("p", { class: `notice ${tone}` }, text);
}

export function badge(text, tone = "plain") {
  return el("span", { class: `badge ${tone}` }, text);
}

/** Fills `place` with what `work` gives, telling of the wait and of a failure, with a way on. */
export async function fill(place, work, app) {
  const turn = (place.turn = (place.turn ?? 0) + 1);
  place.setAttribute("aria-busy", "true");
  place.replaceChildren(el("p", { class: "loading" }, WORDS.loading));
  try {
    const made = await work();
    if (place.turn === turn) place.replaceChildren(...[made].flat().filter(Boolean));
  } catch (error) {
    if (place.turn === turn) place.replaceChildren(failureBox(error, app, () => fill(place, work, app)));
  } finally {
    if (place.turn === turn) place.removeAttribute("aria-busy");
  }
}

/** What went wrong, in Thai, with the request's id and what to do next. */
export function failureBox(error, app, retry = null) {
  const failure = told(error);
  const again = failure.code === "UNAUTHENTICATED" && app
    ? button(WORDS.signInAgain, { on: { click: () => app.signInAgain(retry) } })
    : retry && button(WORDS.retry, { on: { click: retry } });
  return el("div", { class: "failure", role: "alert" }, el("p", {}, failure.message),
    failure.reference && el("p", { class: "reference" }, WORDS.reference(failure.reference)), again);
}

function told(error) {
  if (error instanceof Failure) return error;
  console.error(error);
  return new Failure("UNKNOWN");
}

/** A table that becomes a list of cards on narrow screens and stays a table for screen readers.
 * `columns` are [title, (row) => cell]; the first cell names its row. */
export function table(caption, columns, rows) {
  const titles = columns.map(([title]) => el("th", { scope: "col", role: "columnheader" }, title));
  const line = (row) => el("tr", { role: "row" }, columns.map(([title, cell], at) => {
    const content = cell(row);
    const attributes = { "data-title": title, role: at ? "cell" : "rowheader", scope: at ? null : "row" };
    return el(at ? "td" : "th", attributes, content === "" || content == null ? WORDS.none : content);
  }));
  return el("div", { class: "sheet" }, el("table", { role: "table" }, el("caption", { class: "sr" }, caption),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, titles)),
    el("tbody", { role: "rowgroup" }, rows.map(line))));
}

/** A labelled control. */
export function field(label, control, hint = "") {
  const id = control.id || newId("field");
  control.id = id;
  const note = hint && el("span", { class: "hint", id: `${id}-hint` }, hint);
  if (note) control.setAttribute("aria-describedby", note.id);
  return el("div", { class: "field" }, el("label", { for: id }, label), control, note);
}

/** A choice among `names`, {value: words}; `first` stands for none of them. */
export function choice(names, { first = null, value = "", ...options } = {}) {
  const entries = [...(first === null ? [] : [["", first]]), ...Object.entries(names)];
  return el("select", options, entries.map(([key, words]) =>
    el("option", { value: key, selected: key === value }, words)));
}

/** A form that keeps what was typed when `submit` fails, and says why beside its button. */
export function form(label, controls, submit, { action, app, tone = "", done = "", busy = WORDS.saving } = {}) {
  const send = el("button", { type: "submit", class: `primary ${tone}` }, action);
  const outcome = el("div", { class: "outcome" });
  const node = el("form", { class: "form", "aria-label": label, novalidate: true, on: {
    submit: (event) => {
      event.preventDefault();
      run();
    },
  } }, controls, el("div", { class: "actions" }, send), outcome);
  const run = () => perform({ button: send, outcome, app, done, busy, work: submit });
  return node;
}

/** A button whose act may fail; the failure stands in `outcome`, beside it unless given. */
export function actButton(label, work, { app, outcome = el("div", { class: "outcome" }), done = "", busy, ...options }) {
  const node = button(label, options);
  node.addEventListener("click", () => perform({ button: node, outcome, app, done, busy, work }));
  return { button: node, outcome };
}

/** Runs an act once at a time; true when it was done. */
async function perform({ button: pressed, outcome, app, done, busy = WORDS.saving, work }) {
  if (pressed.ariaDisabled === "true") return false;
  pressed.ariaDisabled = "true";
  outcome.replaceChildren(el("p", { class: "loading", role: "status" }, busy));
  try {
    await work();
    outcome.replaceChildren();
    if (done) app.say(done);
    return true;
  } catch (error) {
    outcome.replaceChildren(failureBox(error, app));
    return false;
  } finally {
    pressed.ariaDisabled = "false";
  }
}

/** A list that goes on by a button: `fetch(cursor)` gives {nodes, totalCount, cursor or null},
 * `render(nodes)` a node with all of them. */
export function growing({ fetch, render, none, app }) {
  const place = el("div", { class: "list" });
  const nodes = [];
  const go = async (cursor) => {
    const page = await fetch(cursor);
    nodes.push(...page.nodes);
    if (!nodes.length) return empty(none);
    const count = el("p", { class: "count" }, WORDS.shown(nodes.length, page.totalCount));
    return [render(nodes), el("div", { class: "more" }, count, page.cursor && moreButton(page.cursor))];
  };
  const moreButton = (cursor) => {
    const { button: node, outcome } = actButton(WORDS.more, async () => {
      const made = await go(cursor);
      const top = nodes.length;
      place.replaceChildren(...made);
      app.say(WORDS.shown(top, top));
      place.querySelector(".more button")?.focus();
    }, { app });
    return [node, outcome];
  };
  fill(place, () => go(null), app);
  return place;
}

/** A page of a connection read forwards, as `growing` wants it. */
export function forwards({ nodes, totalCount, pageInfo }) {
  return { nodes, totalCount, cursor: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

/** A page read from the end, the newest first. */
export function backwards({ nodes, totalCount, pageInfo }) {
  const cursor = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
  return { nodes: [...nodes].reverse(), totalCount, cursor };
}

/** A modal dialog with a title; `build(close)` gives its content. Focus goes back when it closes. */
export function dialog(title, build) {
  const id = newId("dialog");
  const node = el("dialog", { "aria-labelledby": id });
  const close = () => node.close();
  node.append(el("h2", { id }, title), ...[build(close)].flat().filter(Boolean));
  node.addEventListener("close", () => node.remove());
  document.body.append(node);
  node.showModal();
  return node;
}

/** Asks before an act that cannot be taken back. */
export function confirmThen({ title, text, action, work, app, tone = "danger" }) {
  dialog(title, (close) => {
    const { button: yes, outcome } = actButton(action, async () => {
      await work();
      close();
    }, { app, class: `primary ${tone}` });
    const no = button(WORDS.cancel, { on: { click: close } });
    return [el("p", {}, text), el("div", { class: "actions" }, yes, no), outcome];
  });
}
