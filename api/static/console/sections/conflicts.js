/** Where sources disagree: both readings, which is held right and why. */

import { el } from "/static/widget/dom.js";
import { badge, choice, field, forwards, growing, heading } from "../parts.js";
import { day } from "../words.js";
import { address } from "./documents.js";

const TITLE = "ความขัดแย้งของข้อมูล";
const WORDS = {
  about: "สองแหล่งบอกไม่ตรงกัน ระบบเก็บไว้ทั้งสองและแจ้งผู้ถามเสมอ", state: "ผลการพิจารณา", all: "ทั้งหมด",
  none: "ไม่มีข้อมูลที่ขัดแย้งกันตามที่เลือก", printed: "ตามที่พิมพ์", other: "อีกแหล่งหนึ่ง", told: "ข้อความที่แจ้งผู้ถาม",
  reason: "เหตุผล", source: "ที่มา",
};
const RESOLUTIONS = { PRINTED: "ถือตามที่พิมพ์", OTHER: "ถือตามอีกแหล่ง", OPEN: "ยังไม่ยุติ" };
const FIELDS = {
  approved_on: "วันที่อนุมัติ", dated_on: "วันที่ของเอกสาร", expected_on: "วันที่คาดว่าจะได้", valid_from: "วันที่เริ่มใช้",
  years: "ช่วงปีของแผน", year_to: "ปีสิ้นสุด", action_plan_years: "ช่วงปีของแผนปฏิบัติการ", number: "เลขที่", title: "ชื่อ",
  wording: "ถ้อยคำ", strategies: "ยุทธศาสตร์", telephone: "หมายเลขโทรศัพท์", recipient: "ผู้รับ", cabinet: "มติคณะรัฐมนตรี",
  cancelled_resolution: "มติที่ยกเลิก", million_baht: "วงเงิน (ล้านบาท)", agency: "หน่วยงาน", target: "ค่าเป้าหมาย",
};
const TONES = { PRINTED: "good", OTHER: "good", OPEN: "warn" };

const LIST = `query($filter: ConflictFilter, $after: String) {
  conflicts(filter: $filter, first: 20, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { code subject field printedText printedValue otherValue otherText resolution reason notice
      printedIn { title document { slug } } sources { quote source { title } } }
  }
}`;

export const conflicts = { id: "conflicts", title: TITLE, role: "STAFF", show };

function show(place, app) {
  const state = choice(RESOLUTIONS, { first: WORDS.all });
  const found = el("div", {});
  const load = () => found.replaceChildren(growing({
    app, none: WORDS.none, render: (nodes) => el("ul", { class: "cards" }, nodes.map(card)),
    fetch: async (after) => {
      const filter = { resolution: state.value || null };
      return forwards((await app.client.read(LIST, { filter, after })).conflicts);
    },
  }));
  state.addEventListener("change", load);
  place.append(heading(TITLE, WORDS.about), el("div", { class: "filters" }, field(WORDS.state, state)), found);
  load();
}

function card(one) {
  const printedIn = one.printedIn?.document
    ? el("a", { href: address(one.printedIn.document.slug) }, one.printedIn.title) : one.printedIn?.title;
  const others = [...new Set(one.sources.map(({ source }) => source?.title).filter((title) => title && title !== one.printedIn?.title))].join(", ");
  return el("li", { class: "card" },
    el("h2", {}, one.notice), el("p", {}, badge(RESOLUTIONS[one.resolution], TONES[one.resolution]), ` ${FIELDS[one.field] ?? one.field} · ${one.subject}`),
    el("dl", {}, term(WORDS.printed, [`${said(one.printedValue)} “${one.printedText}”`, source(printedIn)]),
      term(WORDS.other, [one.otherText || said(one.otherValue), source(others)]),
      term(WORDS.reason, [one.reason])));
}

/** A value as people say it: a day such as 2026-11-23 in Thai. */
function said(value) {
  return /^\d{4}-\d{2}-\d{2}$/.test(value ?? "") ? day(value, "numeric") : value;
}

function source(title) {
  return title ? el("span", { class: "note" }, ` ${WORDS.source} `, title) : null;
}

function term(name, content) {
  const shown = content.filter(Boolean);
  return shown.length ? el("div", {}, el("dt", {}, name), el("dd", {}, shown)) : null;
}
