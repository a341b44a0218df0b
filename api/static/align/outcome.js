/** An alignment as read: what it serves, the matrix, what lacks, the text for the paper. */

import { button, el } from "/static/widget/dom.js";
import { downloadButton } from "/static/console/downloads.js";
import { badge, empty, notice, table } from "/static/console/parts.js";
import { LEVELS } from "/static/actionplan/names.js";
import { matrix } from "./matrix.js";

const WORDS = {
  matches: "ส่วนของแผนที่เกี่ยวข้อง", gaps: "สิ่งที่โครงการยังขาด", noGaps: "ไม่พบสิ่งที่ขาดตามแบบ",
  statement: "ข้อความสำหรับใส่ในโครงการ", copy: "คัดลอกข้อความ", copied: "คัดลอกแล้ว", cannotCopy: "คัดลอกไม่ได้ เลือกข้อความแล้วคัดลอกเอง",
  word: "ดาวน์โหลด Word", pdf: "ดาวน์โหลด PDF", advice: "ควรเพิ่ม", source: "ที่มา", sources: "แหล่งอ้างอิง", matrix: "ตารางความสอดคล้อง",
};
const STATUSES = {
  ALIGNED: ["สอดคล้องกับแผน", "good"], NONE: ["ไม่พบส่วนของแผนที่สอดคล้อง", "plain"],
  CONFLICTING: ["ใกล้เคียง แต่ขัดกับเงื่อนไข", "warn"],
};
const PARTLY = ["สอดคล้องบางส่วน มีส่วนที่ขัดกับเงื่อนไข", "warn"];

export function outcomeOf(found, app) {
  const [status, tone] = statusOf(found);
  const parts = [el("h2", {}, found.title || status), notice(status, tone),
    el("p", {}, found.explanation), found.notices.map((text) => notice(text, "warn")),
    found.cells.length > 0 && [el("h2", {}, WORDS.matrix), matrix(found.cells)],
    found.matches.length > 0 && [el("h2", {}, WORDS.matches), matches(found.matches)],
    found.statement.text && statement(found.statement, app), files(found.id, app),
    el("h2", {}, WORDS.gaps), found.gaps.length ? checklist(found.gaps) : empty(WORDS.noGaps)];
  return parts.flat(2).filter(Boolean);
}

function statusOf({ status, matches: all }) {
  return status === "ALIGNED" && all.some(({ level }) => level === "CONFLICTING") ? PARTLY : STATUSES[status];
}

function matches(all) {
  return table(WORDS.matches, [
    ["ส่วนของแผน", (one) => [el("strong", {}, `${one.place} `), one.title, el("span", { class: "note" }, ` ${one.editionTitle}`)]],
    ["ระดับ", (one) => badge(...LEVELS[one.level])],
    ["ข้อความในแผน", (one) => [el("blockquote", {}, one.planQuote), source(one.citation)]],
    ["ข้อความในโครงการ", (one) => el("blockquote", {}, one.projectQuote)],
    ["เหตุผล", (one) => one.why],
  ], all);
}

function source(cited) {
  if (!cited) return "";
  const place = [cited.document?.title, `หน้า ${cited.page}`, cited.section].filter(Boolean).join(" · ");
  return el("a", { href: cited.url, target: "_blank", rel: "noopener" }, place);
}

function statement({ text, sentences }, app) {
  const copy = button(WORDS.copy, { on: { click: async () => {
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    copy.textContent = done ? WORDS.copied : WORDS.cannotCopy;
    app.say(copy.textContent);
  } } });
  const cited = new Map(sentences.flatMap(({ citations }) => citations).map((one) => [one.url, one]));
  return el("section", { class: "statement", "aria-label": WORDS.statement }, el("h2", {}, WORDS.statement),
    el("p", { class: "text" }, text), copy,
    cited.size > 0 && el("details", {}, el("summary", {}, WORDS.sources),
      el("ul", {}, [...cited.values()].map((one) => el("li", {}, source(one))))));
}

function files(id, app) {
  const outcome = el("div", { class: "outcome" });
  const take = (form, label) => downloadButton(label, async () => ({ path: `/alignments/${id}.${form}`, name: `alignment.${form}` }), { app, outcome }).button;
  return el("div", { class: "files" }, el("div", { class: "actions" }, take("docx", WORDS.word), take("pdf", WORDS.pdf)), outcome);
}

function checklist(gaps) {
  return el("ul", { class: "checklist" }, gaps.map((gap) => el("li", {}, el("strong", {}, gap.text),
    el("p", {}, `${WORDS.advice} ${gap.advice}`), gap.source && el("p", { class: "note" }, `${WORDS.source} `, source(gap.source)))));
}
