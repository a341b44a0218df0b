/** A project out of a file: its words go into the form, for whoever sent it to check. Plain text is
 * read here; other files by the server, which keeps nothing. */

import { button, el } from "/static/widget/dom.js";
import { Failure } from "/static/console/client.js";
import { moneyOf, numberIn } from "/static/actionplan/names.js";
import { choice, field, form, notice } from "/static/console/parts.js";
import { number } from "/static/console/words.js";

const WORDS = {
  title: "อัปโหลดโครงการ", file: "ไฟล์โครงการ (Word, PDF, Excel แบบ ผ.๐๒/ผ.๐๓, ข้อความ)",
  hint: "ไม่เกิน 10 MB ระบบอ่านแล้วไม่เก็บไฟล์ไว้ ไฟล์ที่ไม่ใช่ข้อความล้วน (.txt) ต้องลงชื่อเข้าใช้", read: "อ่านไฟล์",
  reading: "กำลังอ่านไฟล์ เอกสารสแกนอาจใช้เวลาถึงหนึ่งนาทีครึ่ง", missing: "โปรดเลือกไฟล์โครงการ",
  big: "ไฟล์ใหญ่เกิน 10 MB โปรดส่งเฉพาะหน้าของโครงการ หรือคัดลอกข้อความมาวางแทน",
  undecodable: "อ่านตัวอักษรในไฟล์ไม่ได้ โปรดบันทึกใหม่เป็น UTF-8 หรือคัดลอกข้อความมาวางแทน", empty: "ไฟล์ว่าง ไม่มีข้อความให้อ่าน",
  done: (pages) => `อ่านได้${pages > 0 ? ` ${number(pages)} หน้า` : "แล้ว"} โปรดตรวจข้อความด้านล่างก่อนกดตรวจความสอดคล้อง`,
  many: (count) => `ไฟล์มี ${number(count)} โครงการ เลือกโครงการที่จะตรวจ`, project: "โครงการในไฟล์", use: "ใช้โครงการนี้",
  none: "ไม่พบโครงการในไฟล์ Excel โปรดใช้แบบ ผ.๐๒ หรือ ผ.๐๓ ที่มีหัวตารางครบ",
  rejected: (count) => `ไม่รับ ${number(count)} แถวที่ไม่ครบหรืออ่านไม่ได้`, undo: "เรียกข้อความเดิมคืน",
};
const READ = `mutation($input: ReadProjectFileInput!) { readProjectFile(input: $input) {
  ... on ProjectFile { text pages notices rejected { row }
    projects { title rationale objective output kpi result unit budgets { year baht } } }
  ... on Problem { code message path } } }`;
const ACCEPTED = ".docx,.pdf,.xlsx,.txt,.md,.html,.htm,.png,.jpg,.jpeg,.tif,.tiff";
const MOST_BYTES = 10 * 1024 * 1024;

/** The form; `write(values)` fills the page's own and gives back what stood there. */
export function uploadForm(app, write) {
  const file = el("input", { type: "file", accept: ACCEPTED });
  const told = el("div", { class: "told", "aria-live": "polite" });
  const read = async () => {
    const [chosen] = file.files;
    told.replaceChildren();
    if (!chosen) throw failure(WORDS.missing);
    if (chosen.size > MOST_BYTES) throw failure(WORDS.big);
    const found = isPlain(chosen) ? await decoded(chosen)
      : await app.client.send(READ, { input: { file: null } }, [chosen], ["variables.input.file"]);
    told.replaceChildren(...shown(found, write, told));
  };
  return [form(WORDS.title, [field(WORDS.file, file, WORDS.hint)], read, { action: WORDS.read, app, busy: WORDS.reading, tone: "second" }), told];
}

function isPlain({ name, type }) {
  return type === "text/plain" || /\.(txt|md)$/i.test(name);
}

/** A text file, in UTF-8 or the old Thai code page, as the server tells of a file. */
async function decoded(file) {
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("windows-874").decode(bytes);
  }
  if (/[\u0000-\u0008\uFFFD]/.test(text)) throw failure(WORDS.undecodable);
  if (!text.trim()) throw failure(WORDS.empty);
  return { text: text.slice(0, 200_000), pages: 0, notices: [], rejected: [], projects: [] };
}

function shown({ text, pages, notices, rejected, projects }, write, told) {
  const warnings = [...notices, ...(rejected.length ? [WORDS.rejected(rejected.length)] : [])].map((one) => notice(one, "warn"));
  if (text) return [...warnings, ...written(write, { text }, pages, told)];
  if (!projects.length) throw failure(WORDS.none);
  if (projects.length === 1) return [...warnings, ...written(write, valuesOf(projects[0]), 0, told)];
  const pick = choice(Object.fromEntries(projects.map(({ title }, at) => [`p${at}`, title])));
  const use = button(WORDS.use, { on: { click: () => {
    told.querySelectorAll(".done").forEach((node) => node.remove());
    told.append(...written(write, valuesOf(projects[Number(pick.value.slice(1))]), 0, told));
  } } });
  return [...warnings, notice(WORDS.many(projects.length), "good"),
    el("div", { class: "fields" }, field(WORDS.project, pick), el("div", { class: "actions" }, use))];
}

/** Fills the form and offers what stood there back. */
function written(write, values, pages, told) {
  const before = write(values);
  const box = notice(WORDS.done(pages), "good");
  box.classList.add("done");
  if (Object.values(before).some(Boolean)) {
    box.append(" ", button(WORDS.undo, { on: { click: () => {
      write(before);
      told.replaceChildren();
    } } }));
  }
  return [box];
}

/** A project of a form as the page's own form has it. */
export function valuesOf({ title, rationale, objective, output, kpi, result, unit, budgets = [], money = {} }) {
  return { title, rationale, objectives: objective, outputs: [output, result].filter(Boolean).join("\n"), kpis: kpi, agency: unit, budget: budgets.length ? moneyOf(budgets) : typedMoney(money) };
}

/** Money as typed year by year; what is no number is left as it stands, and nothing is added up. */
function typedMoney(money) {
  const years = Object.entries(money).map(([year, typed]) => ({ year, typed, baht: numberIn(typed) }));
  return years.some(({ baht }) => Number.isNaN(baht)) ? years.map(({ year, typed }) => `ปี ${year} ${typed}`).join(" ") : moneyOf(years);
}

function failure(message) {
  return new Failure("INVALID_INPUT", { message });
}
