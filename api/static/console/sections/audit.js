/** What editors and admins did, the newest first, and whether the trail is whole. */

import { button, el } from "/static/widget/dom.js";
import { backwards, fill, growing, heading, notice, table } from "../parts.js";
import { moment, number, ROLES } from "../words.js";

const TITLE = "บันทึกการดูแลระบบ";
const WORDS = {
  about: "ทุกการกระทำของผู้แก้ไขและผู้ดูแล เรียงต่อกันเป็นสายโซ่ที่แก้ย้อนหลังแล้วตรวจพบ",
  list: "รายการล่าสุดอยู่บน", none: "ยังไม่มีบันทึก", check: "ตรวจสายโซ่อีกครั้ง",
  whole: (count) => `สายโซ่สมบูรณ์ ${number(count)} รายการ`,
  broken: (at) => `สายโซ่ขาดที่รายการ ${number(at)} มีการแก้ เพิ่ม หรือลบบันทึก โปรดตรวจสอบโดยเร็ว`,
  machine: "ผู้ใช้บนเครื่องแม่ข่าย", digest: "รหัสปลายสายโซ่", keep: "จดรหัสนี้ไว้นอกระบบ เพื่อพิสูจน์ภายหลังว่าไม่มีการสร้างสายโซ่ใหม่",
};
const ACTS = {
  "key.create": "ออกคีย์", "key.revoke": "ยกเลิกคีย์", "assistant.pause": "ปิดผู้ช่วย", "assistant.resume": "เปิดผู้ช่วย",
  "gap.assigned": "มอบหมายคำถาม", "gap.dismissed": "ปิดคำถาม", "gap.open": "เปิดคำถามอีกครั้ง",
  "draft.confirm": "ยืนยันข้อมูลแผน", "draft.reject": "ไม่รับข้อมูลแผน", "document.upload": "นำเข้าเอกสาร",
  "document.confirm": "ยืนยันข้อมูลเอกสาร", "document.update": "แก้ข้อมูลเอกสาร", "document.delete": "ลบเอกสาร",
  "job.cancel": "หยุดงาน", "job.retry": "ทำงานอีกครั้ง", "index.rebuild": "สร้างดัชนีใหม่", "generation.activate": "เปลี่ยนรุ่นดัชนี",
  "generation.rollback": "ย้อนรุ่นดัชนี", "awaited.confirm": "ยืนยันเอกสารที่รอ", "awaited.decline": "ไม่ใช่เอกสารที่รอ",
  "awaited.follow": "มอบหมายผู้ติดตามเอกสาร", "conversations.forget": "ลบบทสนทนาเก่า",
};
const DETAILS = {
  name: "ชื่อ", role: "บทบาท", reason: "เหตุผล", note: "บันทึก", owner: "ผู้รับผิดชอบ", document: "เอกสาร", follower: "ผู้ติดตาม",
  sha256: "รหัสเนื้อหา", kind: "ชนิด", title: "ชื่อเอกสาร", number: "เลขที่", issuer: "ผู้ออก", source: "ได้มาจาก", dated_on: "ลงวันที่",
  approved_on: "อนุมัติเมื่อ", gazetted_on: "ประกาศเมื่อ", in_force_from: "มีผลตั้งแต่", edition: "ฉบับของแผน",
};
const LIST = `query($before: String) { auditEntries(last: 50, before: $before) {
  totalCount pageInfo { hasPreviousPage startCursor } nodes { number at actor act target detail } } }`;
const NAMES = "{ apiKeys(first: 100) { nodes { key name } } }";
const CHAIN = "{ auditChain { entries digest brokenAt } }";

export const audit = { id: "audit", title: TITLE, role: "ADMIN", show };

function show(place, app) {
  const chain = el("div", { class: "chain" });
  const check = () => fill(chain, async () => state((await app.client.read(CHAIN)).auditChain), app);
  const names = new Map();
  place.append(heading(TITLE, WORDS.about), chain, button(WORDS.check, { on: { click: check } }), growing({
    app, none: WORDS.none, render: (nodes) => list(nodes, names),
    fetch: async (before) => {
      if (!before) (await app.client.read(NAMES)).apiKeys.nodes.forEach(({ key, name }) => names.set(`key:${key}`, name));
      return  backwards((await app.client.read(LIST, { before })).auditEntries);
    },
  }));
  check();
}

function state({ entries, digest, brokenAt }) {
  if (brokenAt) return el("div", { role: "alert" }, notice(WORDS.broken(brokenAt), "bad"));
  return [notice(WORDS.whole(entries), "good"),
    el("p", { class: "note" }, `${WORDS.digest} `, el("code", {}, digest), ` ${WORDS.keep}`)];
}

function list(nodes, names) {
  return table(WORDS.list, [
    ["ที่", (row) => number(row.number)], ["เวลา", (row) => moment(row.at)],
    ["การกระทำ", (row) => ACTS[row.act] ?? row.act], ["ผู้กระทำ", (row) => actor(row.actor, names)],
    ["กระทำต่อ", (row) => row.target], ["รายละเอียด", (row) => detail(row.detail)],
  ], nodes);
}

/** Who it was: the name of a key with its number, the machine, or a person of the login. */
function actor(told, names) {
  if (told === "cli") return WORDS.machine;
  return names.has(told) ? [names.get(told), el("span", { class: "note file" }, told)] : told;
}

function detail(told) {
  const filled = Object.entries(told ?? {}).filter(([, value]) => value != null && value !== "");
  return filled.map(([name, value]) => `${DETAILS[name] ?? name}: ${said(name, value)}`).join(" · ");
}

function said(name, value) {
  if (name === "sha256") return [value].flat().map((digest) => `${digest.slice(0, 12)}…`).join(", ");
  if (name === "role") return ROLES[value] ?? value;
  return typeof value === "object" ? JSON.stringify(value) : value;
}
