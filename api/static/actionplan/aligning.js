/** All projects that name nothing they serve, held against the plans one after another; what is
 * found is shown, and saved for the projects that are chosen. */

import { button, el } from "/static/widget/dom.js";
import { empty, failureBox, fill, notice } from "/static/console/parts.js";
import { number } from "/static/console/words.js";
import { alignmentsOf, foundIn, served } from "./alignments.js";
import { draftOf } from "./drafts.js";
import { allProjects } from "./editor.js";
import { address, moneyOf, TEXTS } from "./names.js";

const WORDS = {
  title: "ตรวจความสอดคล้องหลายโครงการ", list: "กลับไปรายการโครงการ",
  about: "ระบบเทียบโครงการที่ยังไม่ได้ระบุความสอดคล้องทีละโครงการ แล้วเสนอข้อของแผนพร้อมข้อความยืนยัน โปรดอ่านก่อนบันทึก",
  none: "ทุกโครงการระบุความสอดคล้องแล้ว", begin: (count) => `เริ่มตรวจ ${number(count)} โครงการ`, stop: "หยุดตรวจ",
  progress: (done, all) => `ตรวจแล้ว ${number(done)} จาก ${number(all)} โครงการ`, nothing: "ไม่พบส่วนของแผนที่สอดคล้อง",
  choose: (title) => `บันทึกผลของ ${title}`, save: (count) => `บันทึกผลที่เลือก ${number(count)} โครงการ`, saved: (count) => `บันทึกแล้ว ${number(count)} โครงการ`,
  unsaved: "มีร่างที่ยังไม่บันทึก จึงข้ามไป เปิดโครงการเพื่อบันทึกหรือทิ้งร่างก่อน", saving: (done, all) => `กำลังบันทึก ${number(done)} จาก ${number(all)}`,
};
const ALIGN = `mutation($input: AlignProjectInput!) { alignProject(input: $input) {
  ... on Alignment { status explanation matches { node place title level planQuote projectQuote citation { page label } } }
  ... on Problem { code message path } } }`;
const UPDATE = `mutation($input: UpdateProjectInput!) { updateProject(input: $input) {
  ... on ActionPlan { id } ... on Problem { code message path } } }`;

export function showAligning(place, app, plan) {
  const whole = el("div", { class: "aligning" });
  place.append(el("p", { class: "back" }, el("a", { href: address(plan.id) }, WORDS.list)), el("h2", {}, WORDS.title),
    el("p", { class: "about" }, WORDS.about), whole);
  fill(whole, async () => {
    const projects = (await allProjects(app, plan)).filter(({ alignments }) => !alignments.length);
    return projects.length ? beginning(whole, app, plan, projects) : empty(WORDS.none);
  }, app);
}

function beginning(whole, app, plan, projects) {
  return button(WORDS.begin(projects.length), { class: "primary", on: { click: () => run(whole, app, plan, projects) } });
}

function run(whole, app, plan, projects) {
  let stopped = false;
  const meter = el("progress", { max: String(projects.length), value: "0", "aria-label": WORDS.title });
  const told = el("p", { role: "status" }, WORDS.progress(0, projects.length));
  const stop = button(WORDS.stop, { on: { click: () => { stopped = true; } } });
  const found = el("ul", { class: "cards" }), outcome = el("div", { class: "outcome" });
  whole.replaceChildren(el("div", { class: "progress" }, meter, told, stop), found, outcome);
  const results = [];
  const goOn = async () => {
    outcome.replaceChildren();
    try {
      while (results.length < projects.length && !stopped && whole.isConnected) {
        results.push(await look(app, plan, projects[results.length], found));
        meter.value = results.length;
        told.textContent = WORDS.progress(results.length, projects.length);
      }
    } catch (error) {
      outcome.replaceChildren(failureBox(error, app, goOn));
    }
    stop.hidden = stopped || results.length === projects.length;
    saving(outcome, app, plan, results.filter(({ alignments }) => alignments.length));
  };
  goOn();
}

/** One project aligned; what is found stands in the list at once. */
async function look(app, plan, project, list) {
  const unsaved = draftOf(`${plan.id}.${project.id}`);
  const found = unsaved ? { matches: [] } : await app.client.act(ALIGN, { input: inputOf(project) });
  const alignments = foundIn(found, TEXTS.map(([name]) => project[name]).join("\n")).filter(({ level }) => level !== "CONFLICTING");
  const box = el("input", { type: "checkbox", checked: true, "aria-label": WORDS.choose(project.title) });
  list.append(el("li", { class: "card" }, el("p", { class: "choosing" }, alignments.length > 0 && box, el("strong", {}, project.title)),
    alignments.length ? served(alignments) : notice(unsaved ? WORDS.unsaved : `${WORDS.nothing} ${found.explanation}`)));
  return { project, alignments, box };
}

function saving(outcome, app, plan, results) {
  if (!results.length) return;
  const said = el("p", { role: "status" });
  const save = button(WORDS.save(results.length), { class: "primary", on: { click: async () => {
    const chosen = results.filter(({ box }) => box.checked);
    save.disabled = true;
    try {
      // What somebody else wrote into a project meanwhile stays.
      const now = new Map((await allProjects(app, plan)).map((project) => [project.id, project]));
      for (const [at, one] of chosen.entries()) {
        said.textContent = WORDS.saving(at + 1, chosen.length);
        await app.client.act(UPDATE, { input: { actionPlanId: plan.id, id: one.project.id, project: changed({ ...one, project: now.get(one.project.id) ?? one.project }) } });
        one.box.checked = false;
      }
      app.say(WORDS.saved(chosen.length));
      location.hash = address(plan.id);
    } catch (error) {
      said.replaceChildren(failureBox(error, app));
      save.disabled = false;
    }
  } } });
  results.forEach(({ box }) => box.addEventListener("change", () => { save.textContent = WORDS.save(results.filter((one) => one.box.checked).length); }));
  outcome.append(el("div", { class: "actions" }, save), said);
}

function changed({ project, alignments }) {
  const texts = Object.fromEntries(TEXTS.map(([name]) => [name, project[name]]));
  return { ...texts, budgets: project.budgets, alignments: alignmentsOf(alignments) };
}

/** A project of a plan as `alignProject` takes it. */
export function inputOf(project) {
  const lines = (text) => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean).slice(0, 60);
  return { title: project.title, rationale: project.rationale, objectives: lines(project.objective), outputs: lines([project.output, project.result].join("\n")),
    kpis: lines(project.kpi), agency: project.unit, budget: moneyOf(project.budgets) };
}
