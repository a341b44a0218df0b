/** Generations of the index: which one answers, changing to another, and what differs. */

import { el } from "/static/widget/dom.js";
import { actButton, badge, confirmThen, empty, field, form, forwards, growing, heading, table } from "../parts.js";
import { moment, number } from "../words.js";

const TITLE = "รุ่นของดัชนี";
const WORDS = {
  about: "ทุกการเผยแพร่สร้างดัชนีรุ่นใหม่ข้างรุ่นเดิม ตรวจแล้วจึงสลับ และย้อนกลับได้ทันที",
  list: "รุ่นที่เก็บไว้", none: "ยังไม่มีดัชนี", active: "ใช้ตอบอยู่", use: "ใช้รุ่นนี้", useOf: (one) => `ใช้รุ่นที่ ${one.number}`,
  back: "ย้อนไปรุ่นก่อน", backTitle: "ย้อนรุ่นของดัชนี", backText: "คำถามต่อจากนี้จะตอบจากรุ่นก่อนหน้า และการเผยแพร่ครั้งต่อไปจะไม่นำรุ่นนี้กลับมา",
  useTitle: (one) => `ใช้ดัชนีรุ่นที่ ${one.number}`, useText: "คำถามต่อจากนี้จะตอบจากรุ่นนี้",
  useRefused: "รุ่นนี้ตอบคำถามเดิมได้น้อยเกินเกณฑ์ ใช้ต่อเมื่อตรวจแล้วว่ารับได้", changed: (one) => `ใช้ดัชนีรุ่นที่ ${one.number} แล้ว`,
  compare: "เปรียบเทียบสองรุ่น", before: "รุ่นก่อน", after: "รุ่นหลัง", show: "เปรียบเทียบ", same: "เนื้อหาไม่ต่างกัน",
  differ: (found) => `เอกสารต่างกัน ${number(found.documentCount)} รายการ คำตอบเดิมที่อ้างส่วนที่เปลี่ยน ${number(found.answerCount)} คำตอบ ผลตรวจโครงการ ${number(found.alignmentCount)} โครงการ`,
  withVersion: (before) => `เทียบกับฉบับที่ ${number(before)}`, between: (before, after) => `ฉบับที่ ${number(before)} เทียบกับฉบับที่ ${number(after)}`,
  alignments: "ผลตรวจโครงการที่ควรตรวจใหม่", noTitle: "(ไม่มีชื่อโครงการ)", facts: (count) => `ข้อมูลแผนที่เปลี่ยน ${number(count)} รายการ`,
  now: "ปัจจุบัน", was: "เดิม", became: "การเปลี่ยนแปลง",
  sections: (count) => `${number(count)} หัวข้อที่เปลี่ยน`, answers: "คำตอบเดิมที่ควรตรวจ", whole: "ทั้งเอกสาร", noQuestion: "(ไม่แสดงคำถาม)",
};
const STATES = {
  BUILDING: ["กำลังสร้าง", "warn"], READY: ["พร้อมใช้", "good"], REFUSED: ["ไม่ผ่านเกณฑ์", "bad"], FAILED: ["สร้างไม่สำเร็จ", "bad"],
  REMOVED: ["ลบแล้ว", "plain"],
};
const CHANGES = { SAME: ["เหมือนเดิม", "plain"], ADDED: ["เพิ่ม", "good"], REMOVED: ["ตัดออก", "bad"], CHANGED: ["แก้ไข", "warn"] };

const GENERATION = "id number state active passages createdAt activatedAt embedded seconds questionsAsked questionsKept";
const LIST = `query($after: String) { generations(first: 20, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { ${GENERATION} } } }`;
const RESULT = `{ __typename ... on IndexGeneration { ${GENERATION} } ... on Problem { code message path } }`;
const ACTIVATE = `mutation($input: ActivateGenerationInput!) { activateGeneration(input: $input) ${RESULT} }`;
const ROLLBACK = `mutation($input: RollbackGenerationInput!) { rollbackGeneration(input: $input) ${RESULT} }`;
const COMPARED = `{ __typename
  ... on GenerationComparison { before after documentCount answerCount alignmentCount
    documents(first: 20) { kind title sectionCount sections(first: 10) { kind section words { kind text } }
      factCount facts(first: 50) { kind before after } }
    answers(first: 20) { question } alignments(first: 20) { title } }
  ... on Problem { code message path } }`;
const COMPARE = `query($before: Int!, $after: Int!) { compareGenerations(before: $before, after: $after) ${COMPARED} }`;
const VERSIONS = `query($slug: String!, $before: Int!, $after: Int!) {
  compareVersions(slug: $slug, before: $before, after: $after) ${COMPARED} }`;

export const generations = { id: "generations", title: TITLE, role: "ADMIN", show };

function show(place, app) {
  const list = el("div", {});
  const load = () => list.replaceChildren(growing({
    app, none: WORDS.none, render: (nodes) => rows(nodes, app, load),
    fetch: async (after) => forwards((await app.client.read(LIST, { after })).generations),
  }));
  place.append(heading(TITLE, WORDS.about), list, el("h2", {}, WORDS.compare), comparing(app));
  load();
}

function rows(nodes, app, load) {
  return table(WORDS.list, [
    ["รุ่น", (row) => number(row.number)],
    ["สถานะ", (row) => (row.active ? badge(WORDS.active, "good") : badge(...STATES[row.state]))],
    ["ข้อความ", (row) => number(row.passages)],
    ["แปลงใหม่", (row) => row.embedded != null && number(row.embedded)],
    ["ตอบคำถามเดิมได้", (row) => row.questionsAsked != null && `${number(row.questionsKept)} จาก ${number(row.questionsAsked)}`],
    ["สร้างเมื่อ", (row) => moment(row.createdAt)],
    ["จัดการ", (row) => act(row, app, load)],
  ], nodes);
}

function act(row, app, load) {
  const changed = (now) => {
    app.say(WORDS.changed(now));
    load();
  };
  if (row.active) {
    return pressed(WORDS.back, WORDS.back, { title: WORDS.backTitle, text: WORDS.backText, app, work: async () =>
      changed(await app.client.act(ROLLBACK, { input: { fromNumber: row.number } })) });
  }
  if (row.state !== "READY" && row.state !== "REFUSED") return null;
  const force = row.state === "REFUSED";
  return pressed(WORDS.use, WORDS.useOf(row), {
    title: WORDS.useTitle(row), text: force ? WORDS.useRefused : WORDS.useText, tone: force ? "danger" : "", app,
    work: async () => changed(await app.client.act(ACTIVATE, { input: { id: row.id, force } })),
  });
}

function pressed(label, name, asked) {
  return actButton(label, async () => confirmThen({ ...asked, action: label }), { app: asked.app, "aria-label": name }).button;
}

function comparing(app) {
  const [before, after] = ["", ""].map(() => el("input", { type: "number", min: "1", inputmode: "numeric", required: true }));
  const found = el("div", {});
  const submit = async () => {
    const variables = { before: Number(before.value), after: Number(after.value) };
    found.replaceChildren(...difference(await app.client.act(COMPARE, variables)));
  };
  return el("div", { class: "comparing" }, form(WORDS.compare, [el("div", { class: "fields" },
    field(WORDS.before, before), field(WORDS.after, after))], submit, { action: WORDS.show, app }), found);
}

/** A button that shows in `place` what changed from one version of a document to another. */
export function compareVersions(app, slug, before, after, place) {
  return actButton(WORDS.withVersion(before), async () => {
    const found = await app.client.act(VERSIONS, { slug, before, after });
    place.replaceChildren(el("h2", { tabindex: "-1" }, WORDS.between(before, after)), ...difference(found));
    place.firstChild.focus();
  }, { app });
}

function difference(found) {
  if (!found.documentCount) return [empty(WORDS.same)];
  return [el("p", { role: "status" }, WORDS.differ(found)), el("ul", { class: "cards" }, found.documents.map(changedDocument)),
    ...listed(WORDS.answers, found.answers.map(({ question }) => question || WORDS.noQuestion)),
    ...listed(WORDS.alignments, found.alignments.map(({ title }) => title || WORDS.noTitle))];
}

function listed(title, lines) {
  return lines.length ? [el("h2", {}, title), el("ul", {}, lines.map((line) => el("li", {}, line)))] : [];
}

function facts({ factCount, facts: found }) {
  return factCount > 0 && el("details", {}, el("summary", {}, WORDS.facts(factCount)), table(WORDS.facts(factCount), [
    [WORDS.now, ({ after }) => after], [WORDS.was, ({ before }) => before], [WORDS.became, ({ kind }) => badge(...CHANGES[kind])],
  ], found));
}

function changedDocument(one) {
  return el("li", { class: "card" }, el("h3", {}, one.title), el("p", {}, badge(...CHANGES[one.kind]), ` ${WORDS.sections(one.sectionCount)}`),
    one.sections.map((section) => el("details", {},
      el("summary", {}, `${CHANGES[section.kind][0]}: ${section.section || WORDS.whole}`), words(section.words))), facts(one));
}

/** Words that came are inserted, words that went struck out; what stayed is plain. */
function words(parts) {
  const tags = { ADDED: "ins", REMOVED: "del" };
  return el("p", { class: "difference" }, parts.map(({ kind, text }) => (tags[kind] ? el(tags[kind], {}, text) : text)));
}
