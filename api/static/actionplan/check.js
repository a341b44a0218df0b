/** The whole plan held against what directives and rules ask: what to mend, with its source. */

import { el } from "/static/widget/dom.js";
import { badge, fill, notice } from "/static/console/parts.js";
import { number } from "/static/console/words.js";
import { allProjects } from "./editor.js";
import { address } from "./names.js";

const WORDS = {
  whole: "ทั้งแผน", mend: "ควรแก้", know: "ควรทราบ", source: "ที่มา", fix: "แก้โครงการนี้",
  fine: "ไม่พบสิ่งที่ต้องแก้ตามหนังสือสั่งการและระเบียบที่ระบบรู้จัก",
  count: (mend, know) => `พบสิ่งที่ควรแก้ ${number(mend)} ข้อ และสิ่งที่ควรทราบ ${number(know)} ข้อ`,
  unnamed: "โครงการ",
};
const FOR_KNOWLEDGE = new Set(["APPROVAL", "AWAITED"]);
const FINDINGS = `query($id: ID!) { actionPlan(id: $id) { findings { kind message source project } } }`;

export function showCheck(place, app, plan) {
  const found = el("div", {});
  place.append(found);
  fill(found, async () => {
    const [{ actionPlan: { findings } }, projects] = await Promise.all([app.client.read(FINDINGS, { id: plan.id }), allProjects(app, plan)]);
    if (!findings.length) return notice(WORDS.fine, "good");
    const know = findings.filter(({ kind }) => FOR_KNOWLEDGE.has(kind)).length;
    const titles = new Map(projects.map(({ id, title }) => [id, title]));
    const groups = [null, ...titles.keys()].map((id) => [id, findings.filter(({ project }) => (project ?? null) === id)]);
    return [el("p", { class: "about" }, WORDS.count(findings.length - know, know)),
      ...groups.filter(([, all]) => all.length).map(([id, all]) => group(id, titles.get(id), all, plan))];
  }, app);
}

function group(id, title, findings, plan) {
  const open = plan.state === "DRAFT";
  return el("section", { class: "card findings" }, el("h2", {}, id ? title || WORDS.unnamed : WORDS.whole),
    el("ul", {}, findings.map(({ kind, message, source }) => el("li", {},
      FOR_KNOWLEDGE.has(kind) ? badge(WORDS.know) : badge(WORDS.mend, "warn"), " ", message,
      el("p", { class: "note" }, `${WORDS.source} ${source}`)))),
    id && open && el("p", {}, el("a", { href: address(plan.id, "project", id) }, WORDS.fix)));
}
