/** How the assistant is used: questions by day, how they end, what is cited, how long it takes. */

import { el } from "/static/widget/dom.js";
import { empty, field, fill, form, heading } from "../parts.js";
import { STATUSES, day, duration, number, share } from "../words.js";
import { columns, rows } from "./chart.js";
import { address } from "./documents.js";

const TITLE = "การใช้งาน";
const WORDS = {
  about: "นับรวมทุกผู้ถาม ไม่แสดงข้อความของคำถาม", from: "ตั้งแต่วันที่", to: "ถึงวันที่", show: "แสดง", range: "ช่วงวันที่",
  none: "ไม่มีคำถามในช่วงวันที่นี้", questions: "คำถาม", days: "คำถามต่อวัน", statuses: "ผลของคำถาม",
  documents: "เอกสารที่ถูกอ้างบ่อย", noDocuments: "ยังไม่มีคำตอบที่อ้างเอกสาร", times: "เวลาที่ใช้ตอบ", answers: "คำตอบ",
  answered: "ตอบได้", median: "ครึ่งหนึ่งตอบภายใน", p95: "95 ใน 100 ตอบภายใน", helpful: "ผู้ให้ความเห็นว่ามีประโยชน์",
  under: (ms) => `< ${ms < 1000 ? `0.${String(ms).padStart(3, "0").replace(/0+$/, "")}` : ms / 1000} วิ.`,
  over: (ms) => `≥ ${ms / 1000} วิ.`,
};
const USAGE = `query($from: Date!, $to: Date!) { usage(from: $from, to: $to) {
  questions days { day questions } statuses { status questions }
  documents { answers document { slug title } } medianMs p95Ms times { underMs answers } helpful unhelpful } }`;
const DAYS = 30;

export const usage = { id: "usage", title: TITLE, role: "ADMIN", show };

function show(place, app) {
  const from = el("input", { type: "date", value: thaiDay(DAYS - 1), required: true });
  const to = el("input", { type: "date", value: thaiDay(0), required: true });
  const found = el("div", { class: "pictures" });
  const load = async () => found.replaceChildren(...picture(await read(app, from, to)));
  place.append(heading(TITLE, WORDS.about),
    el("div", { class: "filters" }, form(WORDS.range, [el("div", { class: "fields" }, field(WORDS.from, from), field(WORDS.to, to))], load,
      { action: WORDS.show, app })), found);
  fill(found, async () => picture(await read(app, from, to)), app);
}

async function read(app, from, to) {
  return (await app.client.read(USAGE, { from: from.value || null, to: to.value || null })).usage;
}

function picture(found) {
  if (!found.questions) return [empty(WORDS.none)];
  return [figures(found), byDay(found), byStatus(found), byDocument(found), byTime(found)];
}

function figures({ questions, statuses, medianMs, p95Ms, helpful, unhelpful }) {
  const answered = statuses.filter(({ status }) => status === "ANSWERED" || status === "PARTIAL")
    .reduce((sum, one) => sum + one.questions, 0);
  const rated = helpful + unhelpful;
  const told = [[WORDS.questions, number(questions)], [WORDS.answered, share(answered / questions)],
    [WORDS.median, duration(medianMs)], [WORDS.p95, duration(p95Ms)],
    rated && [WORDS.helpful, `${number(helpful)} จาก ${number(rated)}`]].filter(Boolean);
  return el("dl", { class: "figures" }, told.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value))));
}

function byDay({ days, questions }) {
  const bars = days.map((one) => ({ label: day(one.day), value: one.questions }));
  return columns({ title: WORDS.days, unit: WORDS.questions, bars, summary: `รวม ${number(questions)} ใน ${number(days.length)} วัน` });
}

function byStatus({ statuses }) {
  const bars = statuses.map((one) => ({ label: STATUSES[one.status], value: one.questions }));
  return rows({ title: WORDS.statuses, unit: WORDS.questions, bars, summary: WORDS.statuses });
}

function byDocument({ documents }) {
  if (!documents.length) return empty(WORDS.noDocuments);
  const bars = documents.map(({ document: one, answers }) => ({ label: one.title, value: answers, href: address(one.slug) }));
  return rows({ title: WORDS.documents, unit: WORDS.answers, bars, summary: WORDS.documents });
}

function byTime({ times, medianMs }) {
  const bars = times.map(({ underMs, answers }, at) => ({
    label: underMs ? WORDS.under(underMs) : WORDS.over(times[at - 1].underMs), value: answers,
  }));
  return columns({ title: WORDS.times, unit: WORDS.answers, bars, summary: `${WORDS.median} ${duration(medianMs)}` });
}

/** The day so many days ago in Thailand, as a date field takes it. */
function thaiDay(ago) {
  const then = new Date(Date.now() - ago * 86_400_000);
  return then.toLocaleDateString("sv-SE", { timeZone: "Asia/Bangkok" });
}
