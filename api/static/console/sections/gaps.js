/** Questions without an answer, as work: who sees to each, how far it is, what there is to say. */

import { el } from "/static/widget/dom.js";
import { actButton, badge, choice, field, forwards, growing, heading } from "../parts.js";
import { STATUSES, moment, number } from "../words.js";

const TITLE = "คำถามที่ยังตอบไม่ได้";
const WORDS = {
  about: "คำถามที่เอกสารตอบไม่ได้หรือตอบผิด มอบให้ผู้รับผิดชอบหาเอกสารมาเพิ่ม ระบบจะถามซ้ำเองทุกครั้งที่ดัชนีเปลี่ยน",
  state: "สถานะ", all: "ทั้งหมด", none: "ไม่มีคำถามในสถานะนี้", owner: "ผู้รับผิดชอบ", note: "บันทึก",
  assign: "มอบหมาย", dismiss: "ปิดเรื่อง", reopen: "เปิดเรื่องอีกครั้ง", seen: "จัดการ",
  asked: (one) => `ถาม ${number(one.count)} ครั้ง ล่าสุด ${moment(one.lastAskedAt)} · ${STATUSES[one.lastStatus]}`,
  saved: (state) => `บันทึกแล้ว สถานะ: ${state}`,
};
const STATES = { OPEN: "รอดำเนินการ", ASSIGNED: "มีผู้รับผิดชอบ", ANSWERED: "ตอบได้แล้ว", DISMISSED: "ปิดเรื่อง" };
const TONES = { OPEN: "warn", ASSIGNED: "plain", ANSWERED: "good", DISMISSED: "plain" };

const GAP = "id question count firstAskedAt lastAskedAt lastStatus state owner note";
const LIST = `query($state: GapState, $after: String) {
  knowledgeGaps(state: $state, first: 20, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { ${GAP} } } }`;
const RESULT = `{ __typename ... on KnowledgeGap { ${GAP} } ... on Problem { code message path } }`;
const ASSIGN = `mutation($input: AssignKnowledgeGapInput!) { assignKnowledgeGap(input: $input) ${RESULT} }`;
const DISMISS = `mutation($input: DecideKnowledgeGapInput!) { dismissKnowledgeGap(input: $input) ${RESULT} }`;
const REOPEN = `mutation($input: DecideKnowledgeGapInput!) { reopenKnowledgeGap(input: $input) ${RESULT} }`;

export const gaps = { id: "gaps", title: TITLE, role: "ADMIN", show };

function show(place, app) {
  const state = choice(STATES, { first: WORDS.all, value: "OPEN" });
  const found = el("div", {});
  // What is typed into a card stays when more of the list is shown.
  const load = () => {
    const cards = new Map();
    const card = (gap) => {
      if (!cards.has(gap.id)) cards.set(gap.id, gapCard(gap, app));
      return cards.get(gap.id);
    };
    found.replaceChildren(growing({
      app, none: WORDS.none, render: (nodes) => el("ul", { class: "cards" }, nodes.map(card)),
      fetch: async (after) => {
        const variables = { state: state.value || null, after };
        return forwards((await app.client.read(LIST, variables)).knowledgeGaps);
      },
    }));
  };
  state.addEventListener("change", load);
  place.append(heading(TITLE, WORDS.about), el("div", { class: "filters" }, field(WORDS.state, state)), found);
  load();
}

function gapCard(gap, app) {
  const node = el("li", { class: "card" });
  const draw = (one) => {
    const opened = node.querySelector("details")?.open ?? false;
    const parts = [el("h2", {}, one.question),
      el("p", {}, badge(STATES[one.state], TONES[one.state]), ` ${WORDS.asked(one)}`),
      one.owner && el("p", { class: "note" }, `${WORDS.owner}: ${one.owner}`),
      one.note && el("p", { class: "note" }, `${WORDS.note}: ${one.note}`),
      work(one, app, opened, changed)];
    node.replaceChildren(...parts.filter(Boolean));
  };
  const changed = (now) => {
    draw(now);
    app.say(WORDS.saved(STATES[now.state]));
    node.querySelector("summary").focus();
  };
  draw(gap);
  return node;
}

function work(one, app, opened, changed) {
  const owner = el("input", { type: "text", maxlength: "200", autocomplete: "off", value: one.owner ?? "" });
  const note = el("textarea", { rows: "2", maxlength: "1000" }, one.note ?? "");
  const outcome = el("div", { class: "outcome" });
  const act = (label, query, input, tone) => actButton(label, async () => {
    changed(await app.client.act(query, { input: { id: one.id, note: note.value.trim() || null, ...input() } }));
  }, { app, outcome, class: tone }).button;
  const isClosed = one.state === "DISMISSED" || one.state === "ANSWERED";
  return el("details", { open: opened }, el("summary", {}, WORDS.seen),
    field(WORDS.owner, owner), field(WORDS.note, note),
    el("div", { class: "actions" }, act(WORDS.assign, ASSIGN, () => ({ owner: owner.value }), "primary"),
      !isClosed && act(WORDS.dismiss, DISMISS, () => ({}), ""),
      one.state !== "OPEN" && act(WORDS.reopen, REOPEN, () => ({}), "")), outcome);
}
