/** The coverage picture: strategies and KPIs of the plans in force against the years of this plan,
 * a table whose cells are coloured by how many projects serve them and open to name these. */

import { button, el } from "/static/widget/dom.js";
import { moveInGrid } from "/static/console/grid.js";
import { badge, choice, empty, field, fill } from "/static/console/parts.js";
import { number } from "/static/console/words.js";
import { allProjects } from "./editor.js";
import { address, yearsOf } from "./names.js";

const WORDS = {
  about: "ช่องหนึ่งนับโครงการที่สอดคล้องกับข้อนั้นและมีงบประมาณในปีนั้น สีเข้มคือมีมาก กดช่อง หรือเลื่อนด้วยปุ่มลูกศรแล้วกด Enter เพื่อดูชื่อโครงการ",
  plan: "แผนที่ใช้เทียบ", show: "แสดง", every: "ทุกข้อ", only: "เฉพาะข้อที่ยังไม่มีโครงการ",
  strategies: "ยุทธศาสตร์", kpis: "ตัวชี้วัด", all: "ทุกปี", none: "ยังไม่มีแผนที่มีผลใช้บังคับให้เทียบ",
  caption: (title) => `ความครอบคลุมของ${title}`, year: (year) => `ปี ${year}`, missing: "ยังไม่มีโครงการ",
  covered: (name, done, all) => `${name}ที่มีโครงการแล้ว ${number(done)} จาก ${number(all)}`,
  part: "ข้อของแผน", legend: "จำนวนโครงการ", most: "4 ขึ้นไป",
  nothing: "ทุกข้อมีโครงการแล้ว", pick: "เลือกช่องในตารางเพื่อดูชื่อโครงการ", opened: "โครงการของช่องที่เลือก",
  count: (value) => `${number(value)} โครงการ`, unfunded: "ยังไม่มีโครงการที่มีงบประมาณในปีนี้", add: "เพิ่มโครงการ",
  cell: (count, title, year) => `${count ? WORDS.count(count) : WORDS.missing}: ${title} ${year}`,
};
const COVERAGE = `query($id: ID!) { actionPlan(id: $id) { coverage { edition title
  strategies { code kind number title projects } kpis { code number title projects } } } }`;
const MOST = 4;

export function showCoverage(place, app, plan) {
  const found = el("div", {});
  place.append(found);
  fill(found, async () => {
    const [{ actionPlan }, projects] = await Promise.all([app.client.read(COVERAGE, { id: plan.id }), allProjects(app, plan)]);
    return actionPlan.coverage.length ? picture(actionPlan.coverage, projects, plan) : empty(WORDS.none);
  }, app);
}

function picture(editions, projects, plan) {
  const known = new Map(projects.map((one) => [one.id, one]));
  const names = Object.fromEntries(editions.map(({ edition, title }) => [edition, title]));
  const edition = choice(names), rows = choice({ all: WORDS.every, missing: WORDS.only });
  const drawn = el("div", { class: "drawn" });
  const draw = () => {
    const one = editions.find(({ edition: code }) => code === edition.value);
    drawn.replaceChildren(...sheets(one, rows.value === "missing", known, plan));
  };
  [edition, rows].forEach((node) => node.addEventListener("change", draw));
  draw();
  return [el("p", { class: "about" }, WORDS.about), overview(editions, (code) => {
    edition.value = code;
    draw();
    edition.focus();
  }), el("div", { class: "filters" }, field(WORDS.plan, edition), field(WORDS.show, rows)), drawn];
}

/** How much of each edition is covered, before its picture is opened. */
function overview(editions, open) {
  const part = (name, all) => all.length > 0 && el("p", {}, el("meter", { min: "0", max: String(all.length), value: String(done(all)), "aria-hidden": "true" }),
    WORDS.covered(name, done(all), all.length));
  return el("ul", { class: "cards editions" }, editions.map(({ edition, title, strategies, kpis }) => el("li", { class: "card" },
    button(title, { class: "link", on: { click: () => open(edition) } }), part(WORDS.strategies, strategies), part(WORDS.kpis, kpis))));
}

function done(nodes) {
  return nodes.filter(({ projects }) => projects.length).length;
}

function sheets(edition, missing, known, plan) {
  const opened = el("div", { class: "opened", role: "region", "aria-label": WORDS.opened, "aria-live": "polite" }, el("p", {}, WORDS.pick));
  const kept = (nodes) => (missing ? nodes.filter(({ projects }) => !projects.length) : nodes);
  const groups = [[WORDS.strategies, kept(edition.strategies)], [WORDS.kpis, kept(edition.kpis)]].filter(([, nodes]) => nodes.length);
  if (!groups.length) return [empty(WORDS.nothing)];
  const years = yearsOf(plan);
  const node = el("div", { class: "scroller", role: "group", "aria-label": WORDS.caption(edition.title) },
    el("table", { class: "cover" }, el("caption", { class: "sr" }, WORDS.caption(edition.title)), el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, WORDS.part), years.map((year) => el("th", { scope: "col" }, WORDS.year(year))), el("th", { scope: "col" }, WORDS.all))),
    groups.map(([name, nodes]) => el("tbody", {}, el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: String(years.length + 2) }, name)),
      nodes.map((one) => line(one, years, known, plan, opened))))));
  wireKeys(node);
  return [legend(), node, opened];
}

function legend() {
  const shades = Array.from({ length: MOST + 1 }, (_, at) => el("li", { "data-heat": String(at) }, at === MOST ? WORDS.most : number(at)));
  return el("div", { class: "legend" }, el("span", {}, WORDS.legend), el("ul", {}, shades));
}

function line(node, years, known, plan, opened) {
  const all = node.projects.map((id) => known.get(id)).filter(Boolean);
  const title = [node.number, node.title].filter(Boolean).join(" ");
  const funded = (year) => all.filter(({ budgets }) => budgets.some((one) => one.year === year && one.baht > 0));
  return el("tr", { class: all.length ? null : "missing" }, el("th", { scope: "row" }, title, !all.length && [" ", badge(WORDS.missing, "warn")]),
    years.map((year) => el("td", {}, cell(funded(year), title, WORDS.year(year), plan, opened))),
    el("td", {}, cell(all, title, WORDS.all, plan, opened)));
}

function cell(projects, title, year, plan, opened) {
  const node = button(number(projects.length), {
    "data-heat": String(Math.min(projects.length, MOST)), "aria-pressed": "false", tabindex: "-1",
    "aria-label": WORDS.cell(projects.length, title, year),
    on: { click: () => {
      node.closest("table").querySelectorAll("[aria-pressed=true]").forEach((one) => { one.ariaPressed = "false"; });
      node.ariaPressed = "true";
      opened.classList.add("chosen");
      opened.replaceChildren(...named(projects, title, year, plan));
    } },
  });
  return node;
}

function named(projects, title, year, plan) {
  const none = [el("p", {}, year === WORDS.all ? WORDS.missing : WORDS.unfunded),
    plan.state === "DRAFT" && el("p", {}, el("a", { href: address(plan.id, "project", "new") }, WORDS.add))].filter(Boolean);
  const links = el("ul", {}, projects.map((one) => el("li", {}, el("a", { href: address(plan.id, "project", one.id) }, one.title))));
  return [el("p", {}, el("strong", {}, title), ` · ${year}`), ...(projects.length ? [links] : none)];
}

/** The picture is one stop of the Tab key; within it the arrow keys go from cell to cell. */
function wireKeys(node) {
  const first = node.querySelector("td button");
  if (first) first.tabIndex = 0;
  node.addEventListener("keydown", moveInGrid);
  node.addEventListener("focusin", ({ target }) => {
    if (!target.closest("td")) return;
    node.querySelectorAll("td button[tabindex='0']").forEach((one) => { one.tabIndex = -1; });
    target.tabIndex = 0;
  });
}
