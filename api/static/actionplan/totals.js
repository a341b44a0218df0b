/** What the plan costs, by strategy and year. */

import { el } from "/static/widget/dom.js";
import { empty, fill } from "/static/console/parts.js";
import { baht, number } from "/static/console/words.js";

const WORDS = {
  caption: "งบประมาณ (บาท) ตามยุทธศาสตร์และปี", strategy: "ยุทธศาสตร์", projects: "โครงการ", sum: "รวม",
  none: "ยังไม่มีโครงการ จึงไม่มียอดรวม", whole: "รวมทั้งแผน", share: "สัดส่วนของงบประมาณ",
};
const TOTALS = `query($id: ID!) { actionPlan(id: $id) { totals { strategy projects years { year baht } baht } } }`;

export function showTotals(place, app, plan) {
  const found = el("div", {});
  place.append(found);
  fill(found, async () => {
    const { totals } = (await app.client.read(TOTALS, { id: plan.id })).actionPlan;
    const whole = totals.at(-1);
    if (!whole.projects) return empty(WORDS.none);
    return [figures(whole), sheet(totals, whole)];
  }, app);
}

function figures(whole) {
  const one = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
  return el("dl", { class: "figures" }, one(WORDS.whole, baht(whole.baht)), whole.years.map(({ year, baht: amount }) =>
    one(`ปี ${year}`, baht(amount))));
}

/** Wide tables scroll on their own, by keyboard too. */
function sheet(totals, whole) {
  const row = (one, last) => el("tr", { class: last ? "whole" : null }, el("th", { scope: "row" }, one.strategy),
    el("td", { class: "number" }, number(one.projects)), one.years.map(({ baht: amount }) => el("td", { class: "number" }, number(amount))),
    el("td", { class: "number" }, number(one.baht), !last && whole.baht > 0 && el("meter", { min: "0", max: "1", value: String(one.baht / whole.baht),
      "aria-label": `${WORDS.share} ${Math.round((100 * one.baht) / whole.baht)}%` })));
  return el("div", { class: "scroller", role: "region", tabindex: "0", "aria-label": WORDS.caption },
    el("table", { class: "amounts" }, el("caption", { class: "sr" }, WORDS.caption), el("thead", {}, el("tr", {},
      el("th", { scope: "col" }, WORDS.strategy), el("th", { scope: "col", class: "number" }, WORDS.projects),
      whole.years.map(({ year }) => el("th", { scope: "col", class: "number" }, `ปี ${year}`)), el("th", { scope: "col", class: "number" }, WORDS.sum))),
    el("tbody", {}, totals.map((one, at) => row(one, at === totals.length - 1)))));
}
