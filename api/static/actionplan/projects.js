/** The projects of a plan, and ways to add more. */

import { el } from "/static/widget/dom.js";
import { badge, confirmThen, empty, forwards, growing, notice, table } from "/static/console/parts.js";
import { baht, moment, number } from "/static/console/words.js";
import { button } from "/static/widget/dom.js";
import { draftOf } from "./drafts.js";
import { address, sum, WORDS as COMMON } from "./names.js";

const WORDS = {
  add: "เพิ่มโครงการ", import: "นำเข้าจาก Excel", align: "ตรวจความสอดคล้องหลายโครงการ", list: "โครงการในแผน",
  none: "ยังไม่มีโครงการ เพิ่มทีละโครงการ หรือนำเข้าจากแบบ ผ.๐๒ หรือ ผ.๐๓ ของแผนพัฒนาท้องถิ่น",
  unsaved: "ยังไม่บันทึก", unsavedNew: (at) => `มีโครงการใหม่ที่กรอกค้างไว้เมื่อ ${at} `, goOn: "กรอกต่อ",
  aligned: (count) => `${number(count)} ข้อ`, unaligned: "ยังไม่ระบุ", remove: "นำออก",
  removing: (title) => `นำโครงการ “${title}” ออกจากแผน ฉบับก่อนหน้ายังเก็บโครงการนี้ไว้ เปิดกลับมาได้`, removed: "นำโครงการออกแล้ว",
};
const LIST = `query($id: ID!, $after: String) { actionPlan(id: $id) { projects(first: 100, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { id title strategy unit kpi budgets { year baht } alignments { subject } } } } }`;
const REMOVE = `mutation($input: RemoveProjectInput!) { removeProject(input: $input) {
  ... on ActionPlan { id } ... on Problem { code message path } } }`;

export function showProjects(place, app, plan) {
  const open = plan.state === "DRAFT";
  place.append(...[open && ways(plan), open && unfinished(plan)].filter(Boolean), growing({
    app, none: WORDS.none, render: (nodes) => list(nodes, app, plan),
    fetch: async (after) => forwards((await app.client.read(LIST, { id: plan.id, after })).actionPlan.projects),
  }));
}

function ways(plan) {
  const way = (text, part, tone = "") => el("a", { class: `button ${tone}`, href: address(plan.id, ...part) }, text);
  return el("p", { class: "actions" }, way(WORDS.add, ["project", "new"], "primary"), way(WORDS.import, ["import"]),
    plan.projects.totalCount > 0 && way(WORDS.align, ["align"]));
}

function unfinished(plan) {
  const draft = draftOf(`${plan.id}.new`);
  if (!draft) return null;
  const box = notice("", "warn");
  box.append(WORDS.unsavedNew(moment(draft.at)), el("a", { href: address(plan.id, "project", "new") }, WORDS.goOn));
  return box;
}

function list(projects, app, plan) {
  const open = plan.state === "DRAFT";
  const groups = new Map();
  for (const one of projects) groups.set(one.strategy, [...(groups.get(one.strategy) ?? []), one]);
  if (!projects.length) return empty(WORDS.none);
  return el("div", { class: "groups" }, [...groups].map(([strategy, all]) => el("section", {},
    el("h2", {}, strategy || COMMON.noStrategy), table(`${WORDS.list} ${strategy}`, columns(app, plan, open), all))));
}

function columns(app, plan, open) {
  return [
    ["โครงการ", (one) => [el("a", { href: address(plan.id, "project", one.id) }, one.title),
      draftOf(`${plan.id}.${one.id}`) && badge(WORDS.unsaved, "warn")]],
    ["หน่วยงานรับผิดชอบ", (one) => one.unit],
    ["งบประมาณ", (one) => baht(sum(one.budgets))],
    ["ความสอดคล้อง", (one) => one.alignments.length ? badge(WORDS.aligned(one.alignments.length), "good") : badge(WORDS.unaligned)],
    ...(open ? [["จัดการ", (one) => button(WORDS.remove, { "aria-label": `${WORDS.remove} ${one.title}`,
      on: { click: () => remove(one, app, plan) } })]] : []),
  ];
}

function remove(one, app, plan) {
  confirmThen({ title: WORDS.remove, text: WORDS.removing(one.title), action: WORDS.remove, app, work: async () => {
    await app.client.act(REMOVE, { input: { actionPlanId: plan.id, id: one.id } });
    app.say(WORDS.removed);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } });
}
