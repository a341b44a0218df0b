/** Held against the plans: a project is pasted or typed, and what it serves is shown with proof. */

import { button, el } from "/static/widget/dom.js";
import { Client } from "/static/console/client.js";
import { dialog, field, form, heading } from "/static/console/parts.js";
import { storeKey, storedKey } from "/static/console/session.js";
import { signInForm } from "/static/console/sign-in.js";
import { WORDS as COMMON } from "/static/console/words.js";
import { outcomeOf } from "./outcome.js";

const WORDS = {
  title: "โครงการนี้สอดคล้องกับแผนข้อใด",
  about: "วางโครงการทั้งฉบับ หรือกรอกทีละส่วน ระบบเทียบกับแผนที่มีผลใช้บังคับ และยกข้อความจากทั้งสองฝ่ายมาแสดง อย่าใส่ข้อมูลส่วนบุคคล",
  name: "ชื่อโครงการ", text: "วางทั้งโครงการ", textHint: "ระบบแยกหัวข้อ เช่น หลักการและเหตุผล วัตถุประสงค์ ตัวชี้วัด ให้เอง",
  parts: "กรอกทีละส่วน", lines: "บรรทัดละหนึ่งข้อ", check: "ตรวจความสอดคล้อง", done: "ได้ผลการตรวจแล้ว",
  signIn: "ลงชื่อเข้าใช้",
};
const PLAIN = { rationale: "หลักการและเหตุผล", budget: "งบประมาณ", agency: "ผู้รับผิดชอบ", years: "ระยะเวลา" };
const LISTS = { objectives: "วัตถุประสงค์", activities: "กิจกรรม", outputs: "เป้าหมายและผลผลิต", kpis: "ตัวชี้วัด" };

const CITED = "number quote page section url label document { title edition }";
const ALIGN = `mutation($input: AlignProjectInput!) { alignProject(input: $input) { __typename
  ... on Alignment { id title asOf status explanation confidence notices
    matches { edition editionTitle node place title level score planQuote projectQuote component why citation { ${CITED} } }
    cells { component componentText edition node title level score planQuote projectQuote }
    gaps { name text advice source { ${CITED} } } statement { text sentences { text citations { ${CITED} } } } }
  ... on Problem { code message path } } }`;

const [content, spoken] = ["content", "spoken"].map((id) => document.getElementById(id));
const app = {
  client: new Client(storedKey()),
  say(text) {
    spoken.textContent = text;
  },
  signInAgain(then) {
    dialog(WORDS.signIn, (close) => [...signInForm(({ client }) => {
      app.client = client;
      storeKey(client.key);
      close();
      then?.();
    }), button(COMMON.cancel, { on: { click: close } })]);
  },
};
start();

function start() {
  const name = el("input", { type: "text", autocomplete: "off" });
  const text = el("textarea", { rows: "10" });
  const plain = controls(PLAIN);
  const lists = controls(LISTS);
  const outcome = el("section", { id: "outcome", tabindex: "-1", "aria-label": "ผลการตรวจ" });
  const submit = async () => {
    const input = {
      title: name.value, text: text.value || null, ...values(plain, (value) => value),
      ...values(lists, (value) => value.split("\n").map((line) => line.trim()).filter(Boolean)),
    };
    outcome.replaceChildren(...outcomeOf(await app.client.act(ALIGN, { input }), app));
    app.say(WORDS.done);
    outcome.focus();
  };
  const fields = Object.entries({ ...PLAIN, ...LISTS }).map(([key, label]) =>
    field(label, plain[key] ?? lists[key], key in LISTS ? WORDS.lines : ""));
  content.append(heading(WORDS.title, WORDS.about), form(WORDS.check, [field(WORDS.name, name),
    field(WORDS.text, text, WORDS.textHint), el("details", {}, el("summary", {}, WORDS.parts), fields)], submit,
  { action: WORDS.check, app }), outcome);
}

function controls(names) {
  return Object.fromEntries(Object.keys(names).map((key) =>
    [key, el("textarea", { rows: key in LISTS || key === "rationale" ? "3" : "1" })]));
}

function values(nodes, read) {
  return Object.fromEntries(Object.entries(nodes).map(([key, node]) => [key, read(node.value)]));
}
