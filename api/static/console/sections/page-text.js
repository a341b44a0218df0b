/** The text read from a page: numbers to check and repaired words marked, tables as tables. */

import { el } from "/static/widget/dom.js";
import { empty, newId, table } from "../parts.js";
import { number } from "../words.js";

const WORDS = {
  text: "ข้อความที่อ่านได้", blank: "หน้านี้ไม่มีข้อความ", other: (text) => (text ? `อ่านอีกครั้งได้ว่า ${text}` : "ควรตรวจกับต้นฉบับ"),
  was: (text) => (text ? `ในไฟล์เป็น “${text}”` : "ไม่มีในไฟล์"), nothing: "ไม่มี",
  doubts: (count) => `ตัวเลขที่ควรตรวจกับต้นฉบับ (${number(count)})`, repairs: (count) => `คำที่ซ่อมแล้ว (${number(count)})`,
  read: "อ่านได้ว่า", again: "อ่านอีกครั้งได้ว่า", now: "ซ่อมเป็น", before: "ในไฟล์เป็น", table: "ตารางในหน้านี้",
};

/** The text of a page and what was found wrong with it. Offsets count code points. */
export function pageText(page) {
  const title = newId("text");
  return el("section", { class: "words", "aria-labelledby": title }, el("h2", { id: title }, WORDS.text),
    page.text.trim() ? el("div", { class: "text" }, blocks(Array.from(page.text), flaws(page))) : empty(WORDS.blank),
    doubts(page.doubtfulNumbers), repairs(page.repairedPlaces));
}

/** What is marked, in order and apart from each other. */
export function flaws({ doubtfulNumbers, repairedPlaces }) {
  const doubtful = doubtfulNumbers.map((one) => ({ ...one, tag: "u", kind: "doubt", told: WORDS.other(one.other) }));
  const repaired = repairedPlaces.map((one) => ({ ...one, tag: "ins", kind: "repair", told: WORDS.was(one.was) }));
  const found = [];
  for (const one of [...doubtful, ...repaired].sort((a, b) => a.start - b.start)) {
    if (!found.length || one.start >= found.at(-1).end) found.push(one);
  }
  return found;
}

/** Paragraphs, and the lines whose cells are parted by tabs as tables. */
function blocks(letters, marked) {
  const parts = [];
  for (const line of linesOf(letters)) {
    const last = parts.at(-1);
    if (last && last.tabbed === line.tabbed) last.lines.push(line);
    else parts.push({ tabbed: line.tabbed, lines: [line] });
  }
  return parts.map(({ tabbed, lines }) => (tabbed ? grid(letters, lines, marked)
    : el("p", {}, piece(letters, lines[0].start, lines.at(-1).end, marked))));
}

function linesOf(letters) {
  const lines = [];
  let start = 0;
  for (let at = 0; at <= letters.length; at += 1) {
    if (at < letters.length && letters[at] !== "\n") continue;
    lines.push({ start, end: at, tabbed: letters.slice(start, at).includes("\t") });
    start = at + 1;
  }
  return lines;
}

function grid(letters, lines, marked) {
  const [head, ...rows] = lines.map((line) => cellsOf(letters, line));
  const row = (cells, tag, scope) => el("tr", {}, cells.map(({ start, end }) =>
    el(tag, { scope }, piece(letters, start, end, marked))));
  return el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": WORDS.table }, el("table", {},
    el("caption", { class: "sr" }, WORDS.table), el("thead", {}, row(head, "th", "col")),
    el("tbody", {}, rows.map((cells) => row(cells, "td", null)))));
}

function cellsOf(letters, { start, end }) {
  const cells = [];
  let from = start;
  for (let at = start; at <= end; at += 1) {
    if (at < end && letters[at] !== "\t") continue;
    cells.push({ start: from, end: at });
    from = at + 1;
  }
  return cells;
}

/** A stretch of the text with what is marked in it. */
function piece(letters, start, end, marked) {
  const parts = [];
  let at = start;
  for (const flaw of marked) {
    if (flaw.start < at || flaw.end > end) continue;
    parts.push(letters.slice(at, flaw.start).join(""));
    parts.push(el(flaw.tag, { title: flaw.told, class: flaw.kind }, letters.slice(flaw.start, flaw.end).join("")));
    at = flaw.end;
  }
  parts.push(letters.slice(at, end).join(""));
  return parts;
}

function doubts(found) {
  return found.length > 0 && el("details", { open: true }, el("summary", {}, WORDS.doubts(found.length)), table(WORDS.doubts(found.length), [
    [WORDS.read, (one) => one.text], [WORDS.again, (one) => one.other ?? WORDS.nothing],
  ], found));
}

function repairs(found) {
  return found.length > 0 && el("details", {}, el("summary", {}, WORDS.repairs(found.length)), table(WORDS.repairs(found.length), [
    [WORDS.now, (one) => one.text], [WORDS.before, (one) => one.was || WORDS.nothing],
  ], found));
}
