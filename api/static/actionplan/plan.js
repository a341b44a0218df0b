/** One plan: what it is, and the part of it that is open. */

import { el } from "/static/widget/dom.js";
import { badge, fill, notice } from "/static/console/parts.js";
import { baht, number } from "/static/console/words.js";
import { showAligning } from "./aligning.js";
import { showCheck } from "./check.js";
import { showCoverage } from "./coverage.js";
import { showEditor } from "./editor.js";
import { showImport } from "./import.js";
import { address, WORDS as COMMON } from "./names.js";
import { nothing, STATES } from "./plans.js";
import { showProjects } from "./projects.js";
import { showTotals } from "./totals.js";
import { showVersions } from "./versions.js";

const WORDS = {
  parts: "ส่วนของแผน", final: "แผนนี้ปิดเป็นฉบับสมบูรณ์แล้ว หากต้องการแก้ไข เปิดฉบับล่าสุดขึ้นมาแก้ได้ที่ “ประวัติและดาวน์โหลด”",
  years: (from, to) => `ปีงบประมาณ ${from}–${to}`, projects: (count) => `${number(count)} โครงการ`,
};
const TABS = [
  ["", "โครงการ", showProjects], ["totals", "งบประมาณ", showTotals], ["coverage", "ความครอบคลุม", showCoverage],
  ["check", "ตรวจทั้งแผน", showCheck], ["versions", "ประวัติและดาวน์โหลด", showVersions],
];
const WITHIN = { project: showEditor, import: showImport, align: showAligning };

const PLAN = `query($id: ID!) { actionPlan(id: $id) {
  id title agency yearFrom yearTo state version outdated
  projects(first: 1) { totalCount } totals { strategy baht } } }`;

export function showPlan(place, app, id, [part = "", ...rest]) {
  place.append(el("p", { class: "back" }, el("a", { href: "#" }, COMMON.back)));
  const whole = el("div", { class: "plan" });
  place.append(whole);
  fill(whole, async () => {
    const { actionPlan: plan } = await app.client.read(PLAN, { id });
    if (!plan) return nothing();
    document.title = `${plan.title} · สอดคล้อง`;
    const shown = el("div", { class: "part" });
    const [tab, , show] = TABS.find(([name]) => name === part) ?? ["", "", WITHIN[part] ?? showProjects];
    show(shown, app, plan, rest);
    return [...head(plan), tabs(plan, tab), shown];
  }, app);
}

function head(plan) {
  const facts = [plan.agency, WORDS.years(plan.yearFrom, plan.yearTo), WORDS.projects(plan.projects.totalCount),
    baht(plan.totals.at(-1)?.baht ?? 0)];
  return [el("header", { class: "heading" }, el("h1", {}, plan.title, " ", badge(...STATES[plan.state])),
    el("p", { class: "about" }, facts.join(" · "))),
  plan.outdated && notice(plan.outdated, "bad"), plan.state === "FINAL" && notice(WORDS.final)];
}

function tabs(plan, open) {
  return el("nav", { class: "tabs", "aria-label": WORDS.parts }, el("ul", {}, TABS.map(([name, title]) =>
    el("li", {}, el("a", { href: name ? address(plan.id, name) : address(plan.id),
      "aria-current": name === open ? "page" : null }, title)))));
}
