/** Projects out of an Excel file: read and shown first, row by row, then taken into the plan. */

import { button, el } from "/static/widget/dom.js";
import { actButton, empty, field, form, notice, table } from "/static/console/parts.js";
import { Failure } from "/static/console/client.js";
import { baht, number } from "/static/console/words.js";
import { address, sum } from "./names.js";

const WORDS = {
  title: "นำเข้าโครงการจาก Excel", list: "กลับไปรายการโครงการ",
  about: "ใช้แบบ ผ.๐๒ หรือ ผ.๐๓ ของแผนพัฒนาท้องถิ่น หรือตารางที่มีหัวคอลัมน์ โครงการ วัตถุประสงค์ เป้าหมาย งบประมาณรายปี ตัวชี้วัด หน่วยงาน (บัญชีสรุป ผ.๐๑ ไม่มีรายโครงการ จึงไม่นำเข้า)",
  file: "ไฟล์ Excel (.xlsx)", hint: "ไม่เกิน 10 MB ยังไม่บันทึกจนกว่าจะยืนยัน", read: "อ่านไฟล์", reading: "กำลังอ่านไฟล์ ไฟล์ใหญ่อาจใช้เวลาเกือบนาที",
  missing: "โปรดเลือกไฟล์ .xlsx", big: "ไฟล์ใหญ่เกิน 10 MB โปรดแบ่งไฟล์ก่อนนำเข้า", noBook: "ไฟล์นี้ไม่ใช่ Excel โปรดเลือกไฟล์ .xlsx",
  found: (good, bad) => `อ่านได้ ${number(good)} โครงการ${bad ? ` ไม่รับ ${number(bad)} แถว` : ""}`,
  projects: "โครงการที่จะนำเข้า", rejected: "แถวที่ไม่รับ แก้ในไฟล์แล้วอ่านใหม่ หรือนำเข้าเฉพาะที่อ่านได้",
  none: "ไม่พบโครงการที่นำเข้าได้ในไฟล์ โปรดใช้แบบ ผ.๐๒ หรือ ผ.๐๓ ที่มีหัวตารางครบ",
  take: (count) => `นำเข้า ${number(count)} โครงการ`, taking: "กำลังนำเข้า", done: (count) => `นำเข้าแล้ว ${number(count)} โครงการ`, cancel: "ไม่นำเข้า",
  closed: "แผนนี้ปิดเป็นฉบับสมบูรณ์แล้ว จึงนำเข้าโครงการไม่ได้",
};
const READ = `mutation($input: ReadProjectFileInput!) { readProjectFile(input: $input) {
  ... on ProjectFile { text notices projects { title strategy unit budgets { year baht } } rejected { sheet row reason } }
  ... on Problem { code message path } } }`;
const IMPORT = `mutation($input: ImportProjectsInput!) { importProjects(input: $input) {
  ... on ImportedProjects { imported } ... on Problem { code message path } } }`;
export const MOST_BYTES = 10 * 1024 * 1024;
const PLACES = ["variables.input.file"];

export function showImport(place, app, plan) {
  const preview = el("div", { class: "preview", tabindex: "-1" });
  const file = el("input", { type: "file", accept: ".xlsx" });
  file.addEventListener("change", () => preview.replaceChildren());
  const read = async () => {
    const chosen = chosenOf(file);
    const found = await app.client.send(READ, { input: { file: null } }, [chosen], PLACES);
    if (found.text) throw new Failure("INVALID_INPUT", { message: WORDS.noBook });
    preview.replaceChildren(...shown(found, chosen, app, plan, () => preview.replaceChildren()));
    app.say(WORDS.found(found.projects.length, found.rejected.length));
    preview.focus();
  };
  const back = el("p", { class: "back" }, el("a", { href: address(plan.id) }, WORDS.list));
  if (plan.state !== "DRAFT") return place.append(back, empty(WORDS.closed));
  place.append(back, el("h2", {}, WORDS.title), el("p", { class: "about" }, WORDS.about),
    form(WORDS.title, [field(WORDS.file, file, WORDS.hint)], read, { action: WORDS.read, app, busy: WORDS.reading }), preview);
}

function chosenOf(input) {
  const [file] = input.files;
  const wrong = !file ? WORDS.missing : file.size > MOST_BYTES ? WORDS.big : "";
  if (wrong) throw new Failure("INVALID_INPUT", { message: wrong });
  return file;
}

function shown({ projects, rejected, notices }, file, app, plan, forget) {
  const [good, bad] = [projects.length, rejected.length];
  const take = actButton(WORDS.take(good), async () => {
    const { imported } = await app.client.send(IMPORT, { input: { actionPlanId: plan.id, file: null } }, [file], PLACES);
    app.say(WORDS.done(imported));
    location.hash = address(plan.id);
  }, { app, class: "primary", busy: WORDS.taking });
  return [notice(WORDS.found(good, bad), bad || !good ? "warn" : "good"), ...notices.map((text) => notice(text, "warn")),
    ...(bad ? [el("h3", {}, WORDS.rejected), rows(rejected)] : []),
    ...(good ? [el("h3", {}, WORDS.projects), list(projects),
      el("div", { class: "actions" }, take.button, button(WORDS.cancel, { on: { click: forget } })), take.outcome] : [empty(WORDS.none)])];
}

function rows(rejected) {
  return table(WORDS.rejected, [["แผ่นงาน", (one) => one.sheet], ["แถว", (one) => number(one.row)], ["เหตุผล", (one) => one.reason]], rejected);
}

function list(projects) {
  return table(WORDS.projects, [["โครงการ", (one) => one.title], ["ยุทธศาสตร์", (one) => one.strategy], ["หน่วยงาน", (one) => one.unit],
    ["งบประมาณ", (one) => [el("span", {}, baht(sum(one.budgets))), el("span", { class: "note" }, one.budgets.map(({ year }) => year).join(", "))]]], projects);
}
