/** The caller's plans, and beginning one. */

import { button, el } from "/static/widget/dom.js";
import { endPlan, sentToPlan } from "/static/align/handover.js";
import { badge, empty, field, form, forwards, growing, heading, notice, table } from "/static/console/parts.js";
import { baht, moment, number } from "/static/console/words.js";
import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { address, fiscalYear, WORDS as COMMON, wholeNumber } from "./names.js";

const WORDS = {
  title: "แผนปฏิบัติการของฉัน",
  about: "รวบรวมโครงการของหน่วยงานเป็นแผนระยะ 3 ปี ดูว่าครอบคลุมยุทธศาสตร์ใดแล้ว ตรวจตามหนังสือสั่งการ แล้วพิมพ์เป็นเอกสาร แผนเห็นได้เฉพาะเจ้าของ",
  list: "รายการแผน", none: "ยังไม่มีแผน เริ่มแผนแรกได้จากแบบด้านล่าง",
  begin: "เริ่มแผนใหม่", agency: "หน่วยงาน", agencyHint: "เช่น เทศบาลตำบล… องค์การบริหารส่วนตำบล…",
  name: "ชื่อแผน", from: "ปีงบประมาณแรก (พ.ศ.)", to: "ปีงบประมาณสุดท้าย (พ.ศ.)", create: "สร้างแผน",
  usual: "แผนปฏิบัติการดิจิทัลระยะ 3 ปี", created: "สร้างแผนแล้ว",
  year: "ปีงบประมาณต้องเป็นปี พ.ศ. เช่น 2570",
  pending: (title) => `โครงการ “${title}” ตรวจความสอดคล้องแล้ว เลือกแผนที่จะใส่ หรือสร้างแผนใหม่`,
  put: "ใส่ในแผนนี้", forget: "ไม่ใส่แล้ว",
  count: (value) => `${number(value)} โครงการ`,
};
export const STATES = { DRAFT: ["กำลังจัดทำ", "warn"], FINAL: ["ฉบับสมบูรณ์", "good"] };

const LIST = `query($after: String) { actionPlans(first: 50, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { id title agency yearFrom yearTo state version outdated changedAt
    projects(first: 1) { totalCount } totals { baht } } } }`;
const CREATE = `mutation($input: CreateActionPlanInput!) { createActionPlan(input: $input) {
  ... on ActionPlan { id } ... on Problem { code message path } } }`;
const DRAFT = "new";

export function showPlans(place, app) {
  place.append(heading(WORDS.title, WORDS.about), ...pending(), growing({
    app, none: WORDS.none, render: list,
    fetch: async (after) => forwards((await app.client.read(LIST, { after })).actionPlans),
  }), el("h2", { id: "begin" }, WORDS.begin), beginning(app));
}

function pending() {
  const sent = sentToPlan();
  if (!sent || sent.plan) return [];
  const box = notice("", "good");
  box.append(WORDS.pending(sent.values.title), " ", button(WORDS.forget, { on: { click: () => {
    endPlan();
    box.remove();
    document.querySelectorAll(".put").forEach((link) => link.remove());
  } } }));
  return [box];
}

function list(plans) {
  const sent = sentToPlan();
  const put = (plan) => sent && !sent.plan && plan.state === "DRAFT"
    && el("a", { class: "put", href: address(plan.id, "project", "new") }, WORDS.put);
  return table(WORDS.list, [
    ["แผน", (plan) => [el("a", { href: address(plan.id) }, plan.title), el("span", { class: "note agency" }, plan.agency), put(plan)]],
    ["ปีงบประมาณ", (plan) => `${plan.yearFrom}–${plan.yearTo}`],
    ["โครงการ", (plan) => WORDS.count(plan.projects.totalCount)],
    ["งบประมาณรวม", (plan) => baht(plan.totals.at(-1)?.baht ?? 0)],
    ["สถานะ", (plan) => [badge(...STATES[plan.state]), plan.outdated && badge("ควรทบทวน", "bad")]],
    ["แก้ล่าสุด", (plan) => `${moment(plan.changedAt)} (ฉบับที่ ${plan.version})`],
  ], plans);
}

function beginning(app) {
  const kept = draftOf(DRAFT)?.value;
  const year = fiscalYear() + 1;
  const { controls, fields } = headFields(kept ?? { agency: "", title: WORDS.usual, yearFrom: year, yearTo: year + 2 });
  const read = () => Object.fromEntries(Object.entries(controls).map(([key, node]) => [key, node.value]));
  const node = form(WORDS.begin, fields, async () => {
    const { id } = (await app.client.act(CREATE, { input: headOf(controls) }));
    dropDraft(DRAFT);
    app.say(WORDS.created);
    location.hash = sentToPlan() && !sentToPlan().plan ? address(id, "project", "new") : address(id);
  }, { action: WORDS.create, app });
  node.addEventListener("input", () => keepDraft(DRAFT, read(), null));
  return node;
}

/** The controls of what a plan says of itself, by name, and them with their labels. */
export function headFields(head) {
  const text = (value, options = {}) => el("input", { type: "text", autocomplete: "off", value: String(value), ...options });
  const year = (value) => text(value, { inputmode: "numeric", maxlength: "4" });
  const controls = {
    agency: text(head.agency, { maxlength: "300", required: true }), title: text(head.title, { maxlength: "500", required: true }),
    yearFrom: year(head.yearFrom), yearTo: year(head.yearTo),
  };
  return { controls, fields: [field(WORDS.agency, controls.agency, WORDS.agencyHint), field(WORDS.name, controls.title),
    el("div", { class: "fields" }, field(WORDS.from, controls.yearFrom), field(WORDS.to, controls.yearTo))] };
}

/** What was typed in them, as the API takes it; throws Failure for what is no year. */
export function headOf({ agency, title, yearFrom, yearTo }) {
  const [from, to] = [yearFrom, yearTo].map((node) => wholeNumber(node.value, WORDS.year) ?? 0);
  return { agency: agency.value, title: title.value, yearFrom: from, yearTo: to };
}

export function nothing() {
  return [empty(COMMON.gone), el("p", {}, el("a", { href: "#" }, COMMON.back))];
}
