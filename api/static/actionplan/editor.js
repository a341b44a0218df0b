/** One project: its texts, its money year by year, what it serves. Kept as it is typed. */

import { button, el } from "/static/widget/dom.js";
import { endPlan, sendToAlign, sentToPlan } from "/static/align/handover.js";
import { actButton, empty, field, fill, form, newId, notice } from "/static/console/parts.js";
import { baht, moment } from "/static/console/words.js";
import { alignmentsOf, served } from "./alignments.js";
import { draftOf, dropDraft, keepDraft, leaveInPeace } from "./drafts.js";
import { address, PROJECT, TEXTS, WORDS as COMMON, wholeNumber, yearsOf } from "./names.js";

const WORDS = {
  new: "โครงการใหม่", edit: "แก้โครงการ", save: "บันทึกโครงการ", saved: "บันทึกโครงการแล้ว", budgets: "งบประมาณรายปี (บาท)",
  year: (year) => `ปี ${year}`, outside: "นอกช่วงปีของแผน", total: "รวมทุกปี",
  money: (year) => `งบประมาณปี ${year} ต้องเป็นจำนวนเต็มบาท เช่น 1,500,000`,
  alignments: "ความสอดคล้องกับแผน", align: "ตรวจความสอดคล้องของโครงการนี้", none: "ยังไม่ได้ตรวจว่าโครงการนี้สอดคล้องกับแผนข้อใด",
  restored: (at) => `นี่คือร่างที่ยังไม่บันทึกเมื่อ ${at} `, drop: "ทิ้งร่าง ใช้ข้อมูลที่บันทึกไว้",
  conflict: "ข้อมูลที่บันทึกไว้เปลี่ยนไปหลังจากเริ่มร่างนี้ ถ้าบันทึก ร่างนี้จะแทนที่ข้อมูลนั้น",
  waiting: (title) => `โครงการ “${title}” รอใส่ในแผน บันทึกหรือทิ้งร่างนี้ก่อน แล้วเปิดโครงการใหม่อีกครั้ง`,
  taken: "ใส่ผลการตรวจความสอดคล้องให้แล้ว โปรดตรวจ แล้วกดบันทึก",
  kept: "ยังไม่บันทึก เก็บร่างไว้ในเบราว์เซอร์นี้แล้ว",
  cannotKeep: "เบราว์เซอร์นี้เก็บร่างไม่ได้ โปรดบันทึกก่อนออกจากหน้านี้",
  gone: "ไม่พบโครงการนี้ในแผน อาจถูกนำออกแล้ว", list: "กลับไปรายการโครงการ", untitled: "โครงการที่ยังไม่มีชื่อ",
};
const ONE = `query($id: ID!, $after: String) { actionPlan(id: $id) { projects(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { ${PROJECT} } } } }`;
const RESULT = "{ ... on ActionPlan { id version } ... on Problem { code message path } }";
const ADD = `mutation($input: AddProjectInput!) { addProject(input: $input) ${RESULT} }`;
const UPDATE = `mutation($input: UpdateProjectInput!) { updateProject(input: $input) ${RESULT} }`;
const BLANK = { ...Object.fromEntries(TEXTS.map(([name]) => [name, ""])), budgets: [], alignments: [] };

export function showEditor(place, app, plan, [id]) {
  place.append(el("p", { class: "back" }, el("a", { href: address(plan.id) }, WORDS.list)));
  const whole = el("div", {});
  place.append(whole);
  fill(whole, async () => {
    const stored = id === "new" ? BLANK : await find(app, plan, id);
    return stored ? editor(app, plan, id, stored) : empty(WORDS.gone);
  }, app);
}

/** All projects of a plan, page by page. */
export async function allProjects(app, plan) {
  const found = [];
  for (let after = null; ;) {
    const { projects } = (await app.client.read(ONE, { id: plan.id, after })).actionPlan;
    found.push(...projects.nodes);
    if (!projects.pageInfo.hasNextPage) return found;
    after = projects.pageInfo.endCursor;
  }
}

async function find(app, plan, id) {
  return (await allProjects(app, plan)).find((one) => one.id === id);
}

function editor(app, plan, id, stored) {
  const name = `${plan.id}.${id}`, base = JSON.stringify(valuesOf(stored));
  const open = plan.state === "DRAFT";
  const draft = draftOf(name), waiting = open && sentHere(plan, id);
  // A draft is not overwritten: a whole project that was sent waits until it is saved or dropped.
  const sent = waiting && !(waiting.values && draft) ? waiting : null;
  if (sent) endPlan();
  const begun = draft?.value ?? (sent?.values ? { ...valuesOf(stored), ...sent.values } : valuesOf(stored));
  const state = controls(plan, begun);
  const warning = el("div", { class: "outcome" });
  const changed = () => {
    if (keepDraft(name, state.read(), base)) node.querySelector(".editor > .actions").dataset.kept = WORDS.kept;
    else warning.replaceChildren(notice(WORDS.cannotKeep, "warn"));
  };
  if (sent) state.merge(sent.alignments);
  const save = async () => {
    const project = state.project();
    const input = id === "new" ? { actionPlanId: plan.id, project } : { actionPlanId: plan.id, id, project };
    await app.client.act(id === "new" ? ADD : UPDATE, { input });
    dropDraft(name);
    app.say(WORDS.saved);
    location.hash = address(plan.id);
  };
  const node = form(id === "new" ? WORDS.new : WORDS.edit, [...state.fields, el("fieldset", {},
    el("legend", {}, WORDS.alignments), state.alignments, open && aligning(app, plan, id, state))], save, { action: WORDS.save, app });
  node.classList.add("editor");
  node.addEventListener("input", changed);
  node.addEventListener("changed", changed);
  if (sent) changed();
  if (!open) node.querySelectorAll("input, textarea, button").forEach((one) => { one.disabled = true; });
  const dropped = () => {
    dropDraft(name);
    dispatchEvent(new HashChangeEvent("hashchange"));
  };
  return [el("h2", {}, id === "new" ? WORDS.new : WORDS.edit), sent && notice(WORDS.taken, "good"),
    open && draft && restored(draft, base, dropped), waiting && !sent && notice(WORDS.waiting(waiting.values.title), "warn"), warning, node];
}

/** What the page that aligns sent for this project, null where it sent nothing. */
function sentHere(plan, id) {
  const sent = sentToPlan();
  return sent && (sent.plan ? sent.plan === plan.id && sent.project === id : id === "new") ? sent : null;
}

function restored(draft, base, dropped) {
  const box = notice("", "warn");
  box.append(WORDS.restored(moment(draft.at)), button(WORDS.drop, { on: { click: dropped } }),
    draft.base === base ? "" : el("p", {}, WORDS.conflict));
  return box;
}

/** To the page that aligns, with what is typed now, saved or not. */
function aligning(app, plan, id, state) {
  const { button: go, outcome } = actButton(WORDS.align, async () => {
    const values = state.read();
    sendToAlign({ plan: plan.id, project: id, title: values.title || WORDS.untitled, values });
    leaveInPeace();
    location.href = "/align";
  }, { app });
  return el("div", { class: "actions" }, go, outcome);
}

/** What a project's form holds: texts, money as typed by year, alignments. */
function valuesOf(project) {
  return {
    ...Object.fromEntries(TEXTS.map(([name]) => [name, project[name] ?? ""])),
    money: Object.fromEntries((project.budgets ?? []).map(({ year, baht: amount }) => [year, amount.toLocaleString("en-US")])),
    alignments: (project.alignments ?? []).map(({ title, ...one }) => ({ ...one, title })),
  };
}

function controls(plan, begun) {
  const texts = Object.fromEntries(TEXTS.map(([name, , rows]) => [name, textControl(name, rows, begun[name], plan)]));
  const years = [...new Set([...yearsOf(plan), ...Object.keys(begun.money ?? {}).map(Number)])].sort();
  const money = Object.fromEntries(years.map((year) => [year, el("input", {
    type: "text", inputmode: "numeric", autocomplete: "off", maxlength: "24", value: begun.money?.[year] ?? "" })]));
  const list = el("div", { class: "served" });
  let alignments = begun.alignments ?? [];
  const draw = () => list.replaceChildren(alignments.length ? served(alignments, (gone) => {
    alignments = alignments.filter((one) => one !== gone);
    draw();
    list.dispatchEvent(new CustomEvent("changed", { bubbles: true }));
  }) : empty(WORDS.none));
  draw();
  const read = () => ({
    ...Object.fromEntries(Object.entries(texts).map(([name, node]) => [name, node.value])),
    money: Object.fromEntries(Object.entries(money).map(([year, node]) => [year, node.value]).filter(([, typed]) => typed.trim())),
    alignments,
  });
  return {
    read, alignments: list,
    fields: [...textFields(texts), moneyFields(plan, money)],
    merge(more) {
      const codes = new Set(more.map(({ subject }) => subject));
      alignments = [...alignments.filter(({ subject }) => !codes.has(subject)), ...more];
      draw();
    },
    project() {
      const { money: typed, ...rest } = read();
      const budgets = Object.entries(typed).map(([year, text]) => ({ year: Number(year), baht: wholeNumber(text, WORDS.money(year)) }))
        .filter((one) => one.baht !== null);
      return { ...rest, budgets, alignments: alignmentsOf(rest.alignments) };
    },
  };
}

function textControl(name, rows, value, plan) {
  const options = { autocomplete: "off", maxlength: name === "title" ? "500" : name === "unit" ? "300" : "5000" };
  if (name !== "strategy") {
    const node = el(rows > 1 ? "textarea" : "input", rows > 1 ? { rows: String(rows), ...options } : { type: "text", ...options });
    node.value = value ?? "";
    return node;
  }
  const list = el("datalist", { id: newId("strategies") }, strategiesOf(plan).map((text) => el("option", { value: text })));
  const node = el("input", { type: "text", list: list.id, value: value ?? "", ...options });
  node.choices = list;
  return node;
}

function strategiesOf(plan) {
  return plan.totals.slice(0, -1).map(({ strategy }) => strategy).filter((name) => name !== COMMON.noStrategy);
}

function textFields(texts) {
  return TEXTS.flatMap(([name, label, , hint]) => [field(label, texts[name], hint), texts[name].choices]).filter(Boolean);
}

function moneyFields(plan, money) {
  const total = el("output", {});
  const inside = new Set(yearsOf(plan));
  const fieldset = el("fieldset", { on: { input: () => add() } }, el("legend", {}, WORDS.budgets),
    el("div", { class: "fields" }, Object.entries(money).map(([year, node]) =>
      field(WORDS.year(year), node, inside.has(Number(year)) ? "" : WORDS.outside))), el("p", { class: "note" }, `${WORDS.total} `, total));
  const add = () => {
    try {
      total.textContent = baht(Object.entries(money).reduce((all, [year, { value }]) => all + (wholeNumber(value, WORDS.money(year)) ?? 0), 0));
    } catch (error) {
      total.textContent = error.message;
    }
  };
  add();
  return fieldset;
}
