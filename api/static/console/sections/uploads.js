/** Sending files into the library: told at once what became of each, read by a job. */

import { el } from "/static/widget/dom.js";
import { badge, choice, field, form, heading, notice, table } from "../parts.js";
import { DOCUMENT_KINDS } from "../words.js";
import { address } from "./documents.js";

const TITLE = "นำเข้าเอกสาร";
const WORDS = {
  about: "ส่ง PDF Word ภาพสแกน หน้าเว็บ หรือไฟล์ข้อความ ทีละไฟล์ หลายไฟล์ หรือทั้งโฟลเดอร์ ไฟล์ละไม่เกิน 50 MB ระบบจะอ่านแล้วเผยแพร่เอง",
  files: "ไฟล์", folder: "หรือทั้งโฟลเดอร์", folderHint: "ไฟล์ที่ระบบอ่านไม่ได้ในโฟลเดอร์จะแจ้งเหตุผลทีละไฟล์",
  sending: (done, all) => `ส่งแล้ว ${done} จาก ${all} ไฟล์`, stopped: (rest) => `ส่งไม่ครบ เหลือ ${rest} ไฟล์ที่ยังไม่ได้ส่ง`, kind: "ประเภท", plan: "รหัสแผน", planHint: "เช่น DGP เว้นว่างได้", edition: "ปีของฉบับ",
  editionHint: "เช่น 2566-2570 เว้นว่างคือฉบับล่าสุด", title: "ชื่อเอกสาร", titleHint: "ใช้เมื่อส่งไฟล์เดียว เว้นว่างให้ระบบหาจากเนื้อหา",
  send: "ส่งเข้าคลัง", sent: (count) => `ส่งแล้ว ${count} ไฟล์`, results: "ผลของแต่ละไฟล์", follow: "ดูความคืบหน้า",
  known: "เปิดเอกสารที่มีอยู่",
};
const STATUSES = { ACCEPTED: ["รับแล้ว กำลังอ่าน", "good"], UNCHANGED: ["มีในคลังแล้ว", "plain"], REJECTED: ["รับไม่ได้", "bad"] };
const AT_ONCE = 10;
const ACCEPTED = ".txt,.md,.html,.htm,.docx,.pdf,.png,.jpg,.jpeg,.tif,.tiff";

const UPLOAD = `mutation($input: UploadDocumentInput!) { uploadDocument(input: $input) { __typename
  ... on UploadedDocuments { files { name slug status message job { number } document { slug } } }
  ... on Problem { code message path } } }`;

export const uploads = { id: "uploads", title: TITLE, role: "EDITOR", show };

function show(place, app) {
  const files = el("input", { type: "file", multiple: true, accept: ACCEPTED, required: true });
  const { FACTS: _, ...kinds } = DOCUMENT_KINDS;
  const kind = choice(kinds, { value: "OTHER" });
  const folder = el("input", { type: "file", multiple: true, webkitdirectory: true });
  const [plan, edition, title] = [80, 80, 300].map((most) =>
    el("input", { type: "text", maxlength: String(most), autocomplete: "off" }));
  const results = el("div", {});
  const submit = async () => {
    const chosen = [...files.files, ...[...folder.files].filter(({ name }) => !name.startsWith("."))];
    const about = {
      kind: kind.value, plan: plan.value.trim() || null,
      edition: edition.value.trim() || null, title: title.value.trim() || null,
    };
    const told = [];
    // Without a file the server says what is missing.
    for (let at = 0; at < Math.max(1, chosen.length); at += AT_ONCE) {
      const some = chosen.slice(at, at + AT_ONCE);
      const places = some.map((_, index) => `variables.input.files.${index}`);
      const input = { files: some.map(() => null), ...about };
      const sent = await app.client.send(UPLOAD, { input }, some, places).catch((error) => {
        if (told.length) results.append(notice(WORDS.stopped(chosen.length - told.length), "warn"));
        throw error;
      });
      told.push(...sent.files);
      results.replaceChildren(el("h2", {}, WORDS.results), list(told));
      app.say(WORDS.sending(told.length, chosen.length));
    }
    files.value = folder.value = title.value = "";
    app.say(WORDS.sent(told.length));
  };
  place.append(heading(TITLE, WORDS.about), form(TITLE, [el("div", { class: "fields wide" }, field(WORDS.files, files), field(WORDS.folder, folder, WORDS.folderHint)),
    el("div", { class: "fields" }, field(WORDS.kind, kind), field(WORDS.plan, plan, WORDS.planHint),
      field(WORDS.edition, edition, WORDS.editionHint), field(WORDS.title, title, WORDS.titleHint))],
  submit, { action: WORDS.send, app }), results);
}

function list(files) {
  return table(WORDS.results, [
    ["ไฟล์", (row) => row.name], ["ผล", (row) => badge(...STATUSES[row.status])],
    ["เหตุผล", (row) => row.message], ["ต่อไป", next],
  ], files);
}

function next(row) {
  if (row.job) return el("a", { href: "#jobs" }, `${WORDS.follow} (งานที่ ${row.job.number})`);
  return row.document && el("a", { href: address(row.document.slug) }, WORDS.known);
}
