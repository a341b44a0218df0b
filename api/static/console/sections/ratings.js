/** What askers said of answers, the newest first. */

import { el } from "/static/widget/dom.js";
import { backwards, badge, choice, field, growing, heading } from "../parts.js";
import { REASONS, STATUSES, moment } from "../words.js";

const TITLE = "ความเห็นของผู้ถาม";
const WORDS = {
  about: "ความเห็นต่อคำตอบ ไม่แสดงว่าใครเป็นผู้ให้", which: "ความเห็น", all: "ทั้งหมด", none: "ยังไม่มีความเห็น",
  helpful: "มีประโยชน์", unhelpful: "ไม่มีประโยชน์", withheld: "(ไม่แสดงคำถาม เพราะมีข้อมูลส่วนบุคคล)",
};
const LIST = `query($helpful: Boolean, $before: String) {
  ratings(helpful: $helpful, last: 20, before: $before) {
    totalCount pageInfo { hasPreviousPage startCursor }
    nodes { question status helpful reasons comment ratedAt } } }`;

export const ratings = { id: "ratings", title: TITLE, role: "ADMIN", show };

function show(place, app) {
  const which = choice({ no: WORDS.unhelpful, yes: WORDS.helpful }, { first: WORDS.all, value: "no" });
  const found = el("div", {});
  const load = () => found.replaceChildren(growing({
    app, none: WORDS.none, render: (nodes) => el("ul", { class: "cards" }, nodes.map(card)),
    fetch: async (before) => {
      const helpful = { yes: true, no: false }[which.value] ?? null;
      return backwards((await app.client.read(LIST, { helpful, before })).ratings);
    },
  }));
  which.addEventListener("change", load);
  place.append(heading(TITLE, WORDS.about), el("div", { class: "filters" }, field(WORDS.which, which)), found);
  load();
}

function card(one) {
  return el("li", { class: "card" }, el("h2", {}, one.question ?? WORDS.withheld),
    el("p", {}, badge(one.helpful ? WORDS.helpful : WORDS.unhelpful, one.helpful ? "good" : "warn"),
      ` ${STATUSES[one.status]} · ${moment(one.ratedAt)}`),
    one.reasons.length > 0 && el("p", {}, one.reasons.map((reason) => REASONS[reason]).join(" · ")),
    one.comment && el("blockquote", {}, one.comment));
}
