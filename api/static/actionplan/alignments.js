/** What a project serves: a list of parts of plans with the words of both sides. */

import { button, el } from "/static/widget/dom.js";
import { badge } from "/static/console/parts.js";
import { LEVELS } from "./names.js";

const WORDS = { remove: "เอาออก", plan: "ข้อความในแผน", project: "ข้อความในโครงการ", page: (page) => `หน้า ${page}` };

/** The list; `drop(alignment)` takes one out, without it nothing can be taken out. */
export function served(alignments, drop = null) {
  return el("ul", { class: "cards" }, alignments.map((one) => el("li", { class: "card" },
    el("p", { class: "serving" }, badge(...LEVELS[one.level]), el("span", { class: "name" }, el("strong", {}, one.title ?? one.subject), one.page && ` ${WORDS.page(one.page)}`),
      drop && button(WORDS.remove, { "aria-label": `${WORDS.remove} ${one.title ?? one.subject}`, on: { click: () => drop(one) } })),
    el("details", {}, el("summary", {}, `${WORDS.plan}และ${WORDS.project}`), el("dl", {}, el("dt", {}, WORDS.plan), el("dd", {}, el("blockquote", {}, one.planQuote)),
      el("dt", {}, WORDS.project), el("dd", {}, el("blockquote", {}, one.projectQuote)))))));
}

/** Alignments as the API takes them. */
export function alignmentsOf(alignments) {
  return alignments.map(({ subject, level, planQuote, projectQuote, page }) => ({ subject, level, planQuote, projectQuote, page }));
}

/** What `alignProject` found of a project, as alignments: each part once, the best first, only
 * where the words quoted stand in `text`. A page of a labelled summary is no page of the plan. */
export function foundIn({ matches }, text) {
  const known = new Set();
  return matches.filter(({ node, level, projectQuote }) => {
    const fits = level in LEVELS && !known.has(node) && plain(text).includes(plain(projectQuote));
    if (fits) known.add(node);
    return fits;
  }).slice(0, 50).map(({ node, level, planQuote, projectQuote, place, title, citation }) =>
    ({ subject: node, level, planQuote, projectQuote, page: citation?.page && !citation.label ? String(citation.page) : null, title: `${place} ${title}` }));
}

function plain(text) {
  return text.replace(/\s+/g, " ").trim();
}
