/** Held against the plans: a project is pasted, typed, or read from a file, and what it serves is
 * shown with proof. */

import { el } from "/static/widget/dom.js";
import { guest } from "/static/console/entrance.js";
import { field, form, heading } from "/static/console/parts.js";
import { fromPlan, handback } from "./handback.js";
import { sentToAlign } from "./handover.js";
import { outcomeOf } from "./outcome.js";
import { uploadForm, valuesOf } from "./upload.js";

const WORDS = {
  title: "โครงการนี้สอดคล้องกับแผนข้อใด",
  about: "วางโครงการทั้งฉบับ อัปโหลดไฟล์ หรือกรอกทีละส่วน ระบบเทียบกับแผนที่มีผลใช้บังคับ และยกข้อความจากทั้งสองฝ่ายมาแสดง อย่าใส่ข้อมูลส่วนบุคคล",
  name: "ชื่อโครงการ", text: "วางทั้งโครงการ", textHint: "ระบบแยกหัวข้อ เช่น หลักการและเหตุผล วัตถุประสงค์ ตัวชี้วัด ให้เอง",
  parts: "กรอกทีละส่วน", lines: "บรรทัดละหนึ่งข้อ", check: "ตรวจความสอดคล้อง", done: "ได้ผลการตรวจแล้ว", checking: "กำลังเทียบกับแผน",
  upload: "อัปโหลดโครงการ", outcome: "ผลการตรวจ",
};
const PLAIN = { rationale: "หลักการและเหตุผล", budget: "งบประมาณ", agency: "ผู้รับผิดชอบ", years: "ระยะเวลา" };
const LISTS = { objectives: "วัตถุประสงค์", activities: "กิจกรรม", outputs: "เป้าหมายและผลผลิต", kpis: "ตัวชี้วัด" };
const TYPED = "sodklong.align.typed";

const CITED = "number quote page section url label document { title edition }";
const ALIGN = `mutation($input: AlignProjectInput!) { alignProject(input: $input) { __typename
  ... on Alignment { id title asOf status explanation notices
    matches { edition editionTitle node place title level score planQuote projectQuote component why citation { ${CITED} } }
    cells { component componentText edition node title level score planQuote projectQuote }
    gaps { name text advice source { ${CITED} } } statement { text sentences { text citations { ${CITED} } } } }
  ... on Problem { code message path } } }`;

const [content, spoken] = ["content", "spoken"].map((id) => document.getElementById(id));
const app = guest(spoken);
start();

function start() {
  const name = el("input", { type: "text", autocomplete: "off" });
  const text = el("textarea", { rows: "10" });
  const controls = { title: name, text, ...Object.fromEntries(Object.keys({ ...PLAIN, ...LISTS }).map((key) =>
    [key, el("textarea", { rows: key in LISTS || key === "rationale" ? "3" : "1" })])) };
  const parts = el("details", { class: "parts" }, el("summary", {}, WORDS.parts), Object.entries({ ...PLAIN, ...LISTS }).map(([key, label]) =>
    field(label, controls[key], key in LISTS ? WORDS.lines : "")));
  const outcome = el("section", { id: "outcome", tabindex: "-1", "aria-label": WORDS.outcome });
  let sent = sentToAlign();
  const submit = async () => {
    const values = read(controls);
    const found = await app.client.act(ALIGN, { input: inputOf(values) });
    outcome.replaceChildren(...outcomeOf(found, app), ...handback(found, values, sent));
    app.say(WORDS.done);
    outcome.focus();
  };
  const fillIn = (values) => {
    const before = read(controls);
    write(controls, parts, values);
    keep(controls);
    return before;
  };
  const asking = form(WORDS.check, [field(WORDS.name, name), field(WORDS.text, text, WORDS.textHint), parts], submit,
    { action: WORDS.check, app, busy: WORDS.checking });
  asking.addEventListener("input", () => keep(controls));
  const upload = el("section", { class: "upload", "aria-label": WORDS.upload }, el("h2", {}, WORDS.upload), uploadForm(app, fillIn));
  content.append(...[heading(WORDS.title, WORDS.about), sent && fromPlan(sent, () => { sent = null; }), upload, asking, outcome].filter(Boolean));
  write(controls, parts, sent ? valuesOf(sent.values) : kept());
}

function read(controls) {
  return Object.fromEntries(Object.entries(controls).map(([key, node]) => [key, node.value]));
}

/** Puts values into the form; those that are not given become empty. */
function write(controls, parts, values) {
  for (const [key, node] of Object.entries(controls)) node.value = values[key] ?? "";
  parts.open ||= Object.keys({ ...PLAIN, ...LISTS }).some((key) => values[key]);
}

function inputOf(values) {
  const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  const lists = Object.fromEntries(Object.keys(LISTS).map((key) => [key, lines(values[key])]));
  return { ...values, text: values.text || null, ...lists };
}

/** What is typed outlasts a reload, in this tab alone. */
function keep(controls) {
  try {
    sessionStorage.setItem(TYPED, JSON.stringify(read(controls)));
  } catch (error) {
    console.warn(error);
  }
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(TYPED)) ?? {};
  } catch {
    return {};
  }
}
