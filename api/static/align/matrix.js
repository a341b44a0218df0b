/** The matrix: strategies against the components of a project, as a table whose cells open proof. */

import { button, el } from "/static/widget/dom.js";
import { LEVELS } from "/static/actionplan/names.js";
import { moveInGrid } from "/static/console/grid.js";
import { badge } from "/static/console/parts.js";

const ORDER = Object.keys(LEVELS);
const COMPONENTS = {
  TITLE: "ชื่อ", RATIONALE: "หลักการ", OBJECTIVE: "วัตถุประสงค์", ACTIVITY: "กิจกรรม", OUTPUT: "ผลผลิต", KPI: "ตัวชี้วัด",
  BUDGET: "งบประมาณ",
};
const WORDS = {
  caption: "ยุทธศาสตร์ของแผนกับส่วนของโครงการ กดช่องเพื่ออ่านข้อความของทั้งสองฝ่าย", strategy: "ยุทธศาสตร์",
  all: "แสดงทุกยุทธศาสตร์", some: "แสดงเฉพาะที่เกี่ยวข้อง", plan: "ข้อความในแผน", project: "ข้อความในโครงการ",
  none: "–", unserved: "ไม่พบ", pick: "เลือกช่องในตารางเพื่อดูข้อความยืนยัน", proof: "ข้อความยืนยัน",
};

export function matrix(cells) {
  const rows = group(cells, ({ edition, node }) => `${edition}/${node}`);
  const kinds = Object.keys(COMPONENTS).filter((kind) => cells.some(({ component }) => component === kind));
  const proof = el("div", { class: "proof", role: "region", "aria-label": WORDS.proof, "aria-live": "polite" }, WORDS.pick);
  const isServed = (row) => row.some(({ level }) => level !== "NONE");
  const place = el("div", { class: "scroller", role: "region", tabindex: "0", "aria-label": WORDS.caption });
  const served = rows.filter(isServed);
  const draw = (shown) => place.replaceChildren(sheet(shown, kinds, proof));
  const toggle = button(WORDS.all, { on: { click: () => {
    const all = toggle.textContent === WORDS.all;
    toggle.textContent = all ? WORDS.some : WORDS.all;
    draw(all ? rows : served);
  } } });
  draw(served);
  place.addEventListener("keydown", moveInGrid);
  return [place, served.length < rows.length && toggle, proof].filter(Boolean);
}

function sheet(rows, kinds, proof) {
  return el("table", { class: "heat" }, el("caption", { class: "sr" }, WORDS.caption),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, WORDS.strategy),
      kinds.map((kind) => el("th", { scope: "col" }, COMPONENTS[kind])))),
    el("tbody", {}, rows.map((row) => el("tr", {}, el("th", { scope: "row" }, `${row[0].title} (${row[0].edition})`),
      kinds.map((kind) => el("td", {}, cellOf(row.filter(({ component }) => component === kind), proof)))))));
}

/** The strongest of the cells of one kind of component; opening it shows them all. */
function cellOf(cells, proof) {
  const told = cells.filter(({ level }) => level !== "NONE")
    .sort((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level) || other.score - one.score);
  if (!told.length) return el("span", { "aria-label": WORDS.unserved }, WORDS.none);
  const [best] = told;
  const [name, , short] = LEVELS[best.level];
  const node = button(short, {
    "data-level": best.level, "aria-pressed": "false",
    "aria-label": `${name}: ${best.title} กับ ${COMPONENTS[best.component]}`,
    on: { click: () => {
      node.closest("table").querySelectorAll("[aria-pressed=true]").forEach((one) => { one.ariaPressed = "false"; });
      node.ariaPressed = "true";
      proof.replaceChildren(...told.flatMap(quotes));
    } },
  });
  return node;
}

function quotes(cell) {
  return [el("p", {}, badge(...LEVELS[cell.level]), ` ${cell.title} · ${COMPONENTS[cell.component]}`),
    el("dl", {}, el("dt", {}, WORDS.plan), el("dd", {}, el("blockquote", {}, cell.planQuote)),
      el("dt", {}, WORDS.project), el("dd", {}, el("blockquote", {}, cell.projectQuote)))];
}

function group(items, key) {
  const found = new Map();
  for (const item of items) found.set(key(item), [...(found.get(key(item)) ?? []), item]);
  return [...found.values()];
}
