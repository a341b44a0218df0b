/** One page of a document: its picture, where one is kept, beside the text that was read. */

import { el } from "/static/widget/dom.js";
import { badge, empty, fill, heading, notice } from "../parts.js";
import { number, share } from "../words.js";
import { address } from "./documents.js";

const WORDS = {
  back: "กลับไปรายการหน้า", previous: "หน้าก่อนหน้า", next: "หน้าถัดไป", open: "เปิดหน้านี้ในแท็บใหม่",
  text: "ข้อความที่อ่านได้", picture: "ภาพของหน้า", gone: "ไม่พบหน้านี้",
  noPicture: "หน้านี้ไม่มีภาพเก็บไว้ เพราะข้อความมาจากไฟล์โดยตรง",
  lostPicture: "เปิดภาพของหน้านี้ไม่ได้",
  blank: "หน้านี้ไม่มีข้อความ",
  doubts: (count) => `มีตัวเลข ${number(count)} แห่งที่ควรตรวจกับต้นฉบับ (ขีดเส้นใต้หยักไว้)`,
  other: (text) => (text ? `อ่านอีกครั้งได้ว่า ${text}` : "ควรตรวจกับต้นฉบับ"),
};

const PAGE = `query($slug: String!, $version: Int!, $page: Int!) {
  document(by: { slug: $slug }) { title version(number: $version) { pageCount page(number: $page) {
    number printedNumber text source quality decision
    repairs { kind count } doubtfulNumbers { start end text other } } } }
}`;

export function pageView(place, app, { slug, version, page }) {
  const found = el("div", {});
  place.append(el("p", { class: "back" }, el("a", { href: address(slug, version) }, WORDS.back)), found);
  fill(found, async () => {
    const { document: one } = await app.client.read(PAGE, { slug, version, page });
    const read = one?.version?.page;
    if (!read) return empty(WORDS.gone);
    const whole = `/documents/${encodeURIComponent(slug)}/${version}/${page}`;
    return [heading(one.title, facts(read, one.version.pageCount)),
      around(slug, version, page, one.version.pageCount, whole),
      read.doubtfulNumbers.length > 0 && notice(WORDS.doubts(read.doubtfulNumbers.length), "warn"),
      repairs(read), el("div", { class: "beside" }, picture(read, whole), words(read))];
  }, app);
}

function facts(read, pages) {
  const printed = read.printedNumber && `เลขที่พิมพ์ ${read.printedNumber}`;
  const parts = [`หน้า ${number(read.number)} จาก ${number(pages)}`, printed, `คุณภาพ ${share(read.quality)}`];
  return parts.filter(Boolean).join(" · ");
}

function around(slug, version, page, pages, whole) {
  return el("nav", { class: "pages", "aria-label": "หน้าของเอกสาร" },
    page > 1 && el("a", { href: address(slug, version, page - 1), rel: "prev" }, WORDS.previous),
    page < pages && el("a", { href: address(slug, version, page + 1), rel: "next" }, WORDS.next),
    el("a", { href: whole, target: "_blank", rel: "noopener" }, WORDS.open));
}

function repairs(read) {
  if (!read.repairs.length) return null;
  return el("p", { class: "repairs" }, "ซ่อมแล้ว ",
    read.repairs.flatMap(({ kind, count }) => [badge(`${kind} ${number(count)}`), " "]));
}

function picture(read, whole) {
  if (read.source !== "OCR") return notice(WORDS.noPicture);
  const figure = el("figure", { class: "picture" });
  const image = el("img", { src: `${whole}/scan`, alt: `${WORDS.picture} ${read.number}` });
  image.addEventListener("error", () => figure.replaceChildren(notice(WORDS.lostPicture, "warn")));
  figure.append(image);
  return figure;
}

/** The text, with the numbers to check underlined. Offsets count code points. */
function words(read) {
  const letters = Array.from(read.text);
  const parts = [];
  let at = 0;
  for (const doubt of read.doubtfulNumbers) {
    parts.push(letters.slice(at, doubt.start).join(""));
    parts.push(el("u", { title: WORDS.other(doubt.other) }, letters.slice(doubt.start, doubt.end).join("")));
    at = doubt.end;
  }
  parts.push(letters.slice(at).join(""));
  return el("section", { class: "words", "aria-label": WORDS.text },
    el("h2", {}, WORDS.text), read.text.trim() ? el("p", { class: "text" }, parts) : empty(WORDS.blank));
}
