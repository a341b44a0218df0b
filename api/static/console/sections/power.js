/** The switch that silences the assistant, with a reason that askers read. */

import { el } from "/static/widget/dom.js";
import { confirmThen, field, fill, form, heading, notice } from "../parts.js";
import { moment } from "../words.js";

const TITLE = "ปิดหรือเปิดผู้ช่วย";
const WORDS = {
  about: "เมื่อปิด ระบบจะไม่ตอบคำถาม ไม่ตรวจโครงการ และไม่ค้นข้อความ แล้วบอกเหตุผลแก่ผู้ใช้ ข้อมูลแผนและคลังเอกสารยังเปิดดูได้",
  on: "ผู้ช่วยเปิดอยู่และตอบคำถามตามปกติ", off: (since) => `ผู้ช่วยปิดอยู่ ตั้งแต่ ${moment(since)}`,
  told: "ผู้ถามเห็นเหตุผลว่า", reason: "เหตุผลที่ปิด", hint: "ผู้ถามจะเห็นข้อความนี้ ไม่เกิน 500 ตัวอักษร เช่น “กำลังปรับปรุงข้อมูลแผน”",
  close: "ปิดผู้ช่วย", open: "เปิดผู้ช่วย", sure: "ปิดผู้ช่วยทันที", sureText: "ผู้ใช้ทุกคนจะถาม ตรวจโครงการ และค้นข้อความไม่ได้จนกว่าจะเปิดอีกครั้ง",
  closed: "ปิดผู้ช่วยแล้ว", opened: "เปิดผู้ช่วยแล้ว",
};
const STATE = "answering reason since";
const READ = `{ assistant { ${STATE} } }`;
const RESULT = `{ __typename ... on AssistantState { ${STATE} } ... on Problem { code message path } }`;
const PAUSE = `mutation($input: PauseAssistantInput!) { pauseAssistant(input: $input) ${RESULT} }`;
const RESUME = `mutation($input: ResumeAssistantInput!) { resumeAssistant(input: $input) ${RESULT} }`;

export const power = { id: "power", title: TITLE, role: "ADMIN", show };

function show(place, app) {
  const found = el("div", {});
  place.append(heading(TITLE, WORDS.about), found);
  const draw = (state) => found.replaceChildren(...controls(state, app, draw));
  fill(found, async () => controls((await app.client.read(READ)).assistant, app, draw), app);
}

function controls(state, app, draw) {
  return state.answering ? [notice(WORDS.on, "good"), closing(app, draw)] : [
    notice(WORDS.off(state.since), "warn"), el("p", {}, `${WORDS.told} `, el("q", {}, state.reason)), opening(app, draw)];
}

function closing(app, draw) {
  const reason = el("textarea", { rows: "3", maxlength: "500", required: true });
  const pause = async () => {
    const state = await app.client.act(PAUSE, { input: { reason: reason.value } });
    draw(state);
    app.say(WORDS.closed);
  };
  const submit = async () => {
    // Without a reason the server says so; nothing needs to be confirmed first.
    if (!reason.value.trim()) return pause();
    confirmThen({ title: WORDS.sure, text: WORDS.sureText, action: WORDS.close, app, work: pause });
  };
  return form(WORDS.close, [field(WORDS.reason, reason, WORDS.hint)], submit, { action: WORDS.close, app, tone: "danger" });
}

function opening(app, draw) {
  const resume = async () => {
    draw(await app.client.act(RESUME, { input: {} }));
    app.say(WORDS.opened);
  };
  return form(WORDS.open, [], resume, { action: WORDS.open, app });
}
