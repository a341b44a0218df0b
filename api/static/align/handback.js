/** What was found, taken into an action plan: the plan the project came from, or one chosen next. */

import { button, el } from "/static/widget/dom.js";
import { badge, notice } from "/static/console/parts.js";
import { foundIn } from "/static/actionplan/alignments.js";
import { address, LEVELS } from "/static/actionplan/names.js";
import { endAlign, sendToPlan } from "./handover.js";

const WORDS = {
  from: (title) => `โครงการ “${title}” มาจากแผนปฏิบัติการ กดตรวจความสอดคล้อง แล้วนำผลกลับไปใส่ในแผนได้ `, back: "กลับไปที่แผน", leave: "ไม่เกี่ยวกับแผนแล้ว",
  back_title: "นำผลไปใส่ในแผนปฏิบัติการ", choose: "เลือกข้อของแผนที่จะบันทึกไว้กับโครงการ แก้ได้อีกก่อนบันทึก",
  put: "นำผลกลับไปใส่ในแผน", add: "ใส่โครงการนี้ในแผนปฏิบัติการ", none: "ไม่มีข้อที่ข้อความตรงกับโครงการในแผน จึงไม่มีผลให้นำกลับ",
};
const KINDS = { RATIONALE: "rationale", OBJECTIVE: "objective", OUTPUT: "output", KPI: "kpi" };
const DEFAULT_MOST = 50;

/** What stands above the form when a project came from a plan; `forget()` unties it from that. */
export function fromPlan(sent, forget) {
  const box = notice(WORDS.from(sent.title), "good");
  box.append(el("a", { href: placeOf(sent) }, WORDS.back), " ", button(WORDS.leave, { on: { click: () => {
    endAlign();
    box.remove();
    forget();
  } } }));
  return box;
}

/** The choice of what goes into the plan; `sent` is what the plan gave, null when it gave nothing,
 * `values` what was in the form. */
export function handback(found, values, sent) {
  const project = sent ? sent.values : projectOf(found, values);
  const text = Object.values(project).filter((value) => typeof value === "string").join("\n");
  const all = foundIn(found, text);
  if (!all.length && (sent || found.status === "CONFLICTING")) return sent ? [el("h2", {}, WORDS.back_title), notice(WORDS.none)] : [];
  const boxes = all.map((one) => el("input", { type: "checkbox", checked: one.level !== "CONFLICTING" }));
  const go = button(sent ? WORDS.put : WORDS.add, { class: "primary", on: { click: () => {
    const alignments = all.filter((_, at) => boxes[at].checked).slice(0, DEFAULT_MOST);
    sendToPlan(sent ? { plan: sent.plan, project: sent.project, alignments } : { plan: null, project: "new", values: project, alignments });
    endAlign();
    location.href = sent ? placeOf(sent) : "/plan";
  } } });
  return [el("h2", {}, WORDS.back_title), el("div", { class: "handback" }, all.length > 0 && el("p", { class: "about" }, WORDS.choose),
    el("ul", {}, all.map((one, at) => el("li", {}, el("label", {}, boxes[at], el("span", {}, badge(...LEVELS[one.level]), " ", one.title))))), go)];
}

function placeOf({ plan, project }) {
  return `/plan${address(plan, "project", project)}`;
}

/** The project as a plan has it: what was typed, and for a pasted one what was found in it. */
function projectOf(found, values) {
  const read = Object.fromEntries(Object.values(KINDS).map((name) => [name, new Set()]));
  const acts = new Set();
  for (const { component, componentText } of found.cells) {
    if (component === "ACTIVITY") acts.add(componentText);
    else read[KINDS[component]]?.add(componentText);
  }
  const lines = (typed, name) => typed || [...read[name]].join("\n");
  return {
    title: values.title || found.title, strategy: "", rationale: [lines(values.rationale, "rationale"), values.activities || [...acts].join("\n")].filter(Boolean).join("\n"),
    objective: lines(values.objectives, "objective"), output: lines(values.outputs, "output"), kpi: lines(values.kpis, "kpi"), result: "", unit: values.agency,
  };
}
