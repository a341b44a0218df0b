/** Plan data that plans' texts propose: an editor confirms or refuses, with the quote in sight. */

import { button, el } from "/static/widget/dom.js";
import { actButton, badge, empty, field, fill, forwards, growing, heading, notice, table } from "../parts.js";
import { moment, number, share } from "../words.js";
import { address } from "./documents.js";

const TITLE = "ข้อมูลแผนที่รอยืนยัน";
const WORDS = {
  about: "ระบบอ่านโครงสร้างแผนจากเอกสาร ตรวจกับข้อความที่ยกมา แล้วจึงยืนยันเป็นข้อมูลแผน",
  list: "ร่างข้อมูลแผน", none: "ไม่มีร่างข้อมูลแผน ร่างจะปรากฏเมื่อระบบอ่านเอกสารแผนแล้ว",
  gone: "ไม่พบร่างนี้", back: "กลับไปรายการร่าง", mismatches: "จุดที่แผนขัดกันเอง",
  items: "รายการที่อ่านได้", noItems: "ไม่มีรายการในร่างนี้", choose: (title) => `เลือก ${title}`,
  confirm: "ยืนยันที่เลือก", reject: "ไม่รับที่เลือก", note: "เหตุผลหรือหมายเหตุ (เมื่อไม่รับ)",
  nothing: "ยังไม่ได้เลือกรายการ", chosen: (count) => `เลือกไว้ ${number(count)} รายการ`,
  all: "เลือกทุกรายการที่รอ (ครั้งละไม่เกิน 100)", confirmed: (count) => `ยืนยันแล้ว ${number(count)} รายการ`,
  rejected: (count) => `ไม่รับแล้ว ${number(count)} รายการ`,
  conflicts: (count) => `ในจำนวนนี้ข้อมูลเดิมต่างออกไป ${number(count)} เรื่อง ดูที่ ความขัดแย้งของข้อมูล`,
};
const KINDS = {
  STRATEGY: "ยุทธศาสตร์", GOAL: "เป้าหมาย", KPI: "ตัวชี้วัด", MEASURE: "มาตรการ", PROJECT: "โครงการ",
  FOCUS_AREA: "ด้านสำคัญ",
};
const STATES = { PROPOSED: ["รอตรวจ", "warn"], CONFIRMED: ["ยืนยันแล้ว", "good"], REJECTED: ["ไม่รับ", "plain"] };
const MOST = 100;

const LIST = `query($after: String) {
  planDrafts(first: 20, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id proposedAt mismatches { kind } edition { title }
      version { number document { slug title } } }
  }
}`;
const ONE = `query($id: ID!) {
  node(id: $id) { ... on PlanDraft {
    id proposedAt mismatches { message quotes pages } version { number document { slug title } }
    nodes { id code kind number title page quote score state note figures { text page } }
  } }
}`;
const CONFIRM = `mutation($input: ConfirmPlanDraftInput!) { confirmPlanDraft(input: $input) { __typename
  ... on ConfirmedPlanDraft { confirmed { node { id } conflicts { id } } } ... on Problem { code message path } } }`;
const REJECT = `mutation($input: RejectPlanDraftInput!) { rejectPlanDraft(input: $input) { __typename
  ... on RejectedPlanDraft { rejected { id } } ... on Problem { code message path } } }`;

export const drafts = { id: "drafts", title: TITLE, role: "EDITOR", show };

function show(place, app, [id]) {
  if (id) return showOne(place, app, id);
  place.append(heading(TITLE, WORDS.about), growing({
    app, none: WORDS.none, render: list,
    fetch: async (after) => forwards((await app.client.read(LIST, { after })).planDrafts),
  }));
}

function list(nodes) {
  return table(WORDS.list, [
    ["เอกสาร", (row) => el("a", { href: `#drafts/${encodeURIComponent(row.id)}` }, row.version?.document?.title ?? row.id)],
    ["ฉบับของแผน", (row) => row.edition?.title],
    ["ฉบับที่เก็บ", (row) => row.version && number(row.version.number)],
    ["อ่านเมื่อ", (row) => moment(row.proposedAt)],
    ["จุดที่ขัดกันเอง", (row) => number(row.mismatches.length)],
  ], nodes);
}

function showOne(place, app, id) {
  const said = el("div", { class: "said" });
  const found = el("div", {});
  place.append(el("p", { class: "back" }, el("a", { href: "#drafts" }, WORDS.back)), said, found);
  const load = () => fill(found, async () => {
    const { node: draft } = await app.client.read(ONE, { id });
    if (!draft?.nodes) return empty(WORDS.gone);
    return [heading(draft.version?.document?.title ?? TITLE, WORDS.about), mismatches(draft),
      draft.nodes.length ? deciding(draft, app, said, load) : empty(WORDS.noItems)];
  }, app);
  load();
}

function mismatches(draft) {
  if (!draft.mismatches.length) return null;
  return el("details", { class: "mismatches" }, el("summary", {}, `${WORDS.mismatches} (${number(draft.mismatches.length)})`),
    el("ul", {}, draft.mismatches.map((one) => el("li", {}, one.message,
      one.quotes.map((quote, at) => el("blockquote", {}, `“${quote}” หน้า ${number(one.pages[at])}`))))));
}

function deciding(draft, app, said, load) {
  const chosen = new Set();
  const count = el("p", { class: "count", role: "status" }, WORDS.nothing);
  const tell = () => { count.textContent = chosen.size ? WORDS.chosen(chosen.size) : WORDS.nothing; };
  const boxes = new Map(draft.nodes.filter(({ state }) => state === "PROPOSED").map((row) => {
    const box = el("input", { type: "checkbox", "aria-label": WORDS.choose(row.title) });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(row.id);
      else chosen.delete(row.id);
      tell();
    });
    return [row.id, box];
  }));
  const all = button(WORDS.all, { on: { click: () => {
    [...boxes].slice(0, MOST).forEach(([id, box]) => {
      box.checked = true;
      chosen.add(id);
    });
    tell();
  } } });
  return el("div", { class: "deciding" }, items(draft, boxes), boxes.size > 0 && all,
    boxes.size > 0 && decision({ chosen, count, app, said, load }));
}

function decision({ chosen, count, app, said, load }) {
  const note = el("input", { type: "text", maxlength: "1000" });
  const outcome = el("div", { class: "outcome" });
  const finish = (text) => {
    said.replaceChildren(notice(text, "good"));
    app.say(text);
    load();
  };
  const confirm = actButton(WORDS.confirm, async () => {
    const { confirmed } = await app.client.act(CONFIRM, { input: { nodes: [...chosen] } });
    const disputed = confirmed.reduce((sum, { conflicts }) => sum + conflicts.length, 0);
    finish([WORDS.confirmed(confirmed.length), disputed && WORDS.conflicts(disputed)].filter(Boolean).join(" "));
  }, { app, outcome, class: "primary" });
  const reject = actButton(WORDS.reject, async () => {
    const input = { nodes: [...chosen], note: note.value.trim() || null };
    const { rejected } = await app.client.act(REJECT, { input });
    finish(WORDS.rejected(rejected.length));
  }, { app, outcome, class: "danger" });
  return el("div", { class: "decision" }, count, field(WORDS.note, note),
    el("div", { class: "actions" }, confirm.button, reject.button), outcome);
}

function items(draft, boxes) {
  const { slug } = draft.version?.document ?? {};
  const page = (row) => (slug ? el("a", { href: address(slug, draft.version.number, row.page) }, `หน้า ${number(row.page)}`)
    : `หน้า ${number(row.page)}`);
  return table(WORDS.items, [
    ["รายการ", (row) => [boxes.get(row.id), el("span", {}, `${KINDS[row.kind]} ${row.number} ${row.title}`)].filter(Boolean)],
    ["ข้อความที่ยกมา", (row) => el("blockquote", {}, row.quote)],
    ["ตัวเลขและหน่วยงาน", (row) => row.figures.map(({ text }) => text).join(" · ")],
    ["หน้า", page],
    ["ความมั่นใจ", (row) => share(row.score)],
    ["สถานะ", (row) => [badge(...STATES[row.state]), row.note && el("span", { class: "note" }, row.note)].filter(Boolean)],
  ], draft.nodes);
}
