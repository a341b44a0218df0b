/** One page of a document: its picture beside the text that was read, what is wrong marked in both. */

import { el } from "/static/widget/dom.js";
import { keep } from "../downloads.js";
import { actButton, badge, empty, fill, heading, notice } from "../parts.js";
import { number, REPAIRS, share, weight } from "../words.js";
import { address } from "./documents.js";
import { pagePicture } from "./page-picture.js";
import { flaws, pageText } from "./page-text.js";

const WORDS = {
  back: "กลับไปรายการหน้า", previous: "หน้าก่อนหน้า", next: "หน้าถัดไป", open: "เปิดหน้านี้ในแท็บใหม่", pages: "หน้าของเอกสาร",
  gone: "ไม่พบหน้านี้", repaired: "ซ่อมแล้ว", of: (page, pages) => `หน้า ${number(page)} จาก ${number(pages)}`,
  doubts: (count) => `มีตัวเลข ${number(count)} แห่งที่ควรตรวจกับต้นฉบับ (ขีดเส้นใต้หยักไว้)`,
  unread: "หน้านี้อ่านข้อความไม่ได้ โปรดตรวจกับภาพหรือไฟล์ต้นฉบับ",
  turn: "แป้นลัด: ลูกศรซ้ายและขวาเปลี่ยนหน้า",
  keys: "แป้นลัด: ลูกศรซ้ายและขวาเปลี่ยนหน้า + และ − ย่อขยายภาพ 0 พอดีกรอบ",
};
const DOWNLOAD = { title: "ดาวน์โหลดไฟล์ต้นฉบับ", done: "ดาวน์โหลดไฟล์ต้นฉบับแล้ว" };

const BOXES = "boxes { left top right bottom }";
const PAGE = `query($slug: String!, $version: Int!, $page: Int!) {
  document(by: { slug: $slug }) { title kind version(number: $version) { pageCount fileType originalBytes page(number: $page) {
    number printedNumber text source quality decision repairs { kind count }
    doubtfulNumbers { start end text other ${BOXES} } repairedPlaces { start end text was ${BOXES} } } } }
}`;

export function pageView(place, app, { slug, version, page }) {
  const found = el("div", {});
  place.append(el("p", { class: "back" }, el("a", { href: address(slug, version) }, WORDS.back)), found);
  fill(found, async () => {
    const { document: one } = await app.client.read(PAGE, { slug, version, page });
    const read = one?.version?.page;
    if (!read) return empty(WORDS.gone);
    const pages = one.version.pageCount;
    const boxes = flaws(read).flatMap(({ boxes: all, kind }) => all.map((box) => ({ ...box, kind })));
    const picture = pagePicture(app, { slug, version, page, pages, title: one.title, kind: one.kind, fileType: one.version.fileType, boxes });
    listen(place, { page, pages, to: (at) => { location.hash = address(slug, version, at); }, keys: picture.keys ?? {} });
    app.say(WORDS.of(page, pages));
    return [heading(one.title, facts(read, pages)), ...around(app, slug, version, page, one.version),
      read.decision === "UNREAD" && notice(WORDS.unread, "bad"),
      read.doubtfulNumbers.length > 0 && notice(WORDS.doubts(read.doubtfulNumbers.length), "warn"),
      repairs(read), ...(picture.keys ? [el("div", { class: "beside" }, picture, pageText(read)), el("p", { class: "note" }, WORDS.keys)]
        : [picture, pageText(read), pages > 1 && el("p", { class: "note" }, WORDS.turn)])];
  }, app);
}

/** Keys for the whole page while it is in sight; what is typed into, or scrolled sideways, keeps them. */
function listen(place, { page, pages, to, keys }) {
  const turn = { ArrowLeft: () => page > 1 && to(page - 1), ArrowRight: () => page < pages && to(page + 1), ...keys };
  const pressed = (event) => {
    if (!place.isConnected) return removeEventListener("keydown", pressed);
    const typing = event.target.closest?.("input, select, textarea, dialog");
    const scrolling = event.key.startsWith("Arrow") && event.target.scrollWidth > event.target.clientWidth
      && event.target.matches?.(".viewport, .scroller");
    if (typing || scrolling || event.ctrlKey || event.metaKey || event.altKey || !turn[event.key]) return undefined;
    event.preventDefault();
    return turn[event.key]();
  };
  addEventListener("keydown", pressed);
}

function facts(read, pages) {
  const printed = read.printedNumber && `เลขที่พิมพ์ ${read.printedNumber}`;
  return [WORDS.of(read.number, pages), printed, `คุณภาพ ${share(read.quality)}`].filter(Boolean).join(" · ");
}

function around(app, slug, version, page, { pageCount: pages, originalBytes }) {
  const link = (at, rel, words, key) => el("a", { href: address(slug, version, at), rel, "aria-keyshortcuts": key }, words);
  const whole = `/documents/${encodeURIComponent(slug)}/${version}/${page}`;
  return [el("nav", { class: "pages", "aria-label": WORDS.pages },
    page > 1 && link(page - 1, "prev", WORDS.previous, "ArrowLeft"),
    page < pages && link(page + 1, "next", WORDS.next, "ArrowRight"),
    el("a", { href: whole, target: "_blank", rel: "noopener" }, WORDS.open)),
  download(app, slug, version, originalBytes)];
}

function repairs(read) {
  if (!read.repairs.length) return null;
  return el("p", { class: "repairs" }, `${WORDS.repaired} `,
    read.repairs.flatMap(({ kind, count }) => [badge(`${REPAIRS[kind] ?? kind} ${number(count)}`), " "]));
}

/** A button that saves the file a version was read from, for editors where it is kept. */
export function download(app, slug, version, bytes) {
  if (app.viewer.role === "STAFF" || bytes == null) return null;
  const save = async () => {
    const { blob, name } = await app.client.download(`/documents/${encodeURIComponent(slug)}/${version}/original`);
    keep(blob, name);
  };
  const { button, outcome } = actButton(`${DOWNLOAD.title} (${weight(bytes)})`, save, { app, done: DOWNLOAD.done });
  return el("div", { class: "actions" }, button, outcome);
}
