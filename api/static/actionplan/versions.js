/** Files of the plan, what it says of itself, and who changed what when. */

import { el } from "/static/widget/dom.js";
import { downloadButton } from "/static/console/downloads.js";
import { badge, choice, confirmThen, empty, field, fill, form, notice, table } from "/static/console/parts.js";
import { moment } from "/static/console/words.js";
import { button } from "/static/widget/dom.js";
import { address } from "./names.js";
import { headFields, headOf } from "./plans.js";

const WORDS = {
  files: "ดาวน์โหลด", digits: "ตัวเลขในเอกสาร", thai: "เลขไทย", arabic: "เลขอารบิก", DOCX: "Word", PDF: "PDF", XLSX: "Excel",
  head: "ข้อมูลของแผน", change: "แก้ชื่อ หน่วยงาน หรือปี", save: "บันทึกข้อมูลแผน", saved: "บันทึกข้อมูลแผนแล้ว",
  close: "ปิดเป็นฉบับสมบูรณ์", closing: "เมื่อปิดแล้วจะแก้ไม่ได้จนกว่าจะเปิดฉบับใดฉบับหนึ่งขึ้นมาแก้ใหม่", closed: "ปิดแผนแล้ว",
  versions: "ประวัติการแก้ไข", reopen: "เปิดฉบับนี้", newest: "ล่าสุด", reopened: "เปิดฉบับนั้นขึ้นมาแก้แล้ว",
  reopening: (at) => `แผนจะกลับไปเป็นอย่างฉบับที่ ${at} ฉบับปัจจุบันยังอยู่ในประวัติ เปิดกลับมาได้`,
  compare: "เปรียบเทียบสองฉบับ", from: "ฉบับก่อน", to: "ฉบับหลัง", show: "เปรียบเทียบ", version: (at) => `ฉบับที่ ${at}`,
  same: "สองฉบับนี้ไม่ต่างกัน", missing: "ไม่พบฉบับที่เลือก", changes: "สิ่งที่ต่างกัน", before: "ก่อน", after: "หลัง", blank: "(ว่าง)",
  onlyOne: "มีฉบับเดียว ยังไม่มีฉบับให้เปรียบเทียบ",
};
const KINDS = { HEAD: ["ข้อมูลแผน", "plain"], ADDED: ["เพิ่ม", "good"], REMOVED: ["นำออก", "bad"], CHANGED: ["แก้", "warn"] };

const VERSIONS = `query($id: ID!) { actionPlan(id: $id) { versions { number actorName at change } } }`;
const CHANGES = `query($id: ID!, $from: Int!, $to: Int!) { actionPlan(id: $id) {
  changes(from: $from, to: $to) { kind title fields { name before after } } } }`;
const RESULT = "{ ... on ActionPlan { id } ... on Problem { code message path } }";
const UPDATE = `mutation($input: UpdateActionPlanInput!) { updateActionPlan(input: $input) ${RESULT} }`;
const CLOSE = `mutation($input: ActionPlanInput!) { closeActionPlan(input: $input) ${RESULT} }`;
const REOPEN = `mutation($input: ReopenActionPlanVersionInput!) { reopenActionPlanVersion(input: $input) ${RESULT} }`;
const EXPORT = `mutation($input: ExportActionPlanInput!) { exportActionPlan(input: $input) {
  ... on ExportedActionPlan { place: path fileName } ... on Problem { code message path } } }`;

export function showVersions(place, app, plan) {
  const history = el("div", {});
  place.append(el("h2", {}, WORDS.files), files(app, plan), ...(plan.state === "DRAFT" ? [el("h2", {}, WORDS.head), head(app, plan)] : []),
    el("h2", {}, WORDS.versions), history);
  fill(history, async () => {
    const { versions } = (await app.client.read(VERSIONS, { id: plan.id })).actionPlan;
    return [list(versions, app, plan), el("h2", {}, WORDS.compare), ...(versions.length > 1 ? comparing(versions, app, plan) : [empty(WORDS.onlyOne)])];
  }, app);
}

function files(app, plan) {
  const digits = choice({ THAI: WORDS.thai, ARABIC: WORDS.arabic });
  const outcome = el("div", { class: "outcome" });
  const made = ["DOCX", "PDF", "XLSX"].map((format) => downloadButton(WORDS[format], async () => {
    const input = { actionPlanId: plan.id, format, digits: digits.value };
    const { place, fileName } = await app.client.act(EXPORT, { input });
    return { path: place, name: fileName };
  }, { app, outcome, "aria-label": `${WORDS.files} ${WORDS[format]}` }).button);
  return el("div", { class: "taking" }, field(WORDS.digits, digits), el("div", { class: "actions" }, made), outcome);
}

function head(app, plan) {
  const { controls, fields } = headFields(plan);
  const change = el("details", {}, el("summary", {}, WORDS.change), form(WORDS.head, fields, async () => {
    await app.client.act(UPDATE, { input: { actionPlanId: plan.id, ...headOf(controls) } });
    again(app, WORDS.saved);
  }, { action: WORDS.save, app }));
  const close = button(WORDS.close, { on: { click: () => confirmThen({
    title: WORDS.close, text: WORDS.closing, action: WORDS.close, app, tone: "", work: async () => {
      await app.client.act(CLOSE, { input: { actionPlanId: plan.id } });
      again(app, WORDS.closed);
    },
  }) } });
  return el("div", { class: "card" }, change, el("p", {}, close));
}

function list(versions, app, plan) {
  const reopen = (number) => confirmThen({
    title: `${WORDS.reopen}: ${WORDS.version(number)}`, text: WORDS.reopening(number), action: WORDS.reopen, app, tone: "", work: async () => {
      await app.client.act(REOPEN, { input: { actionPlanId: plan.id, number } });
      app.say(WORDS.reopened);
      location.hash = address(plan.id);
    },
  });
  return table(WORDS.versions, [
    ["ฉบับที่", (one) => [String(one.number), one.number === plan.version && badge(WORDS.newest, "good")]],
    ["สิ่งที่เปลี่ยน", (one) => one.change],
    ["ผู้แก้", (one) => one.actorName],
    ["เมื่อ", (one) => moment(one.at)],
    ["จัดการ", (one) => (one.number === plan.version && plan.state === "DRAFT" ? null
      : button(WORDS.reopen, { "aria-label": `${WORDS.reopen} ${WORDS.version(one.number)}`, on: { click: () => reopen(one.number) } }))],
  ], versions);
}

function comparing(versions, app, plan) {
  const names = Object.fromEntries(versions.map(({ number }) => [` ${number}`, WORDS.version(number)]));
  const from = choice(names, { value: ` ${versions[1].number}` }), to = choice(names, { value: ` ${versions[0].number}` });
  const outcome = el("div", { class: "changes", "aria-live": "polite" });
  return [form(WORDS.compare, [el("div", { class: "fields" }, field(WORDS.from, from), field(WORDS.to, to))], async () => {
    const pair = { from: Number(from.value), to: Number(to.value) };
    const { changes } = (await app.client.read(CHANGES, { id: plan.id, ...pair })).actionPlan;
    outcome.replaceChildren(...differences(changes));
  }, { action: WORDS.show, app, busy: WORDS.compare }), outcome];
}

function differences(changes) {
  if (!changes) return [notice(WORDS.missing, "bad")];
  if (!changes.length) return [notice(WORDS.same)];
  return [el("ul", { class: "cards" }, changes.map(({ kind, title, fields }) => el("li", { class: "card" },
    el("h3", {}, badge(...KINDS[kind]), " ", title), fields.length > 0 && table(`${WORDS.changes} ${title}`, [
      ["ส่วน", (one) => one.name], [WORDS.before, (one) => el("span", { class: "text" }, one.before || WORDS.blank)],
      [WORDS.after, (one) => el("span", { class: "text" }, one.after || WORDS.blank)],
    ], fields))))];
}

/** Shows the plan anew. */
function again(app, said) {
  app.say(said);
  dispatchEvent(new HashChangeEvent("hashchange"));
}
