/** The picture of a page as its file shows it: drawn by the server, zoomed, its defects marked. */

import { button, el } from "/static/widget/dom.js";
import { failureBox, notice } from "../parts.js";
import { number, WORDS as COMMON } from "../words.js";

const WORDS = {
  place: (page) => `ภาพของหน้า ${number(page)} เลื่อนดูด้วยปุ่มลูกศร`,
  alt: (page, title) => `ภาพหน้า ${number(page)} ของ ${title} ข้อความเต็มอยู่ในส่วนข้อความที่อ่านได้`,
  tools: "ขนาดภาพ", larger: "ขยาย", smaller: "ย่อ", fit: "พอดีกรอบ", zoomed: (scale) => `ขนาดภาพ ${number(Math.round(scale * 100))}%`,
};
const WITHOUT = {
  TEXT: "ไฟล์นี้เป็นข้อความล้วน ไม่มีหน้ากระดาษให้แสดงเป็นภาพ อ่านได้จากข้อความด้านล่าง",
  HTML: "ไฟล์นี้เป็นหน้าเว็บ ไม่มีหน้ากระดาษให้แสดงเป็นภาพ อ่านได้จากข้อความด้านล่าง",
  DOCX: "ไฟล์ Word แบ่งหน้าต่างกันไปตามเครื่องที่เปิด จึงไม่มีภาพของหน้า เลขหน้าที่แสดงนับโดยระบบ หากต้องการเห็นหน้าตาเดิมโปรดดาวน์โหลดไฟล์ต้นฉบับ",
};
const FACTS = "เอกสารนี้ระบบเรียบเรียงจากข้อมูลแผน ไม่มีต้นฉบับที่เป็นหน้ากระดาษ";
const SCALES = [1, 1.5, 2, 3];
const SHARP = 1.5, KEPT = 6, WHOLE = 10_000;

let scale = SCALES[0];
/** Addresses of pictures fetched last, by client: whoever signs in anew fetches anew. */
const fetched = new WeakMap();

/** The picture of a page, or why there is none. `about` is {slug, version, page, pages, title, kind, fileType,
 * boxes}; boxes are the places to mark. */
export function pagePicture(app, about) {
  if (about.kind === "FACTS") return notice(FACTS);
  if (about.fileType in WITHOUT) return notice(WITHOUT[about.fileType]);
  const sheet = el("div", { class: "sheet-of-paper" });
  const frame = el("div", { class: "viewport", tabindex: "0", role: "region", "aria-label": WORDS.place(about.page) }, sheet);
  const told = el("span", { class: "note" }, WORDS.zoomed(scale));
  const zoom = (to) => {
    scale = to;
    sheet.style.width = `${scale * 100}%`;
    told.textContent = WORDS.zoomed(scale);
    app.say(WORDS.zoomed(scale));
    draw();
  };
  const step = (by) => zoom(SCALES[Math.max(0, Math.min(SCALES.length - 1, SCALES.indexOf(scale) + by))]);
  const draw = () => show(sheet, app, about);
  const figure = el("figure", { class: "picture" }, el("div", { class: "tools", role: "group", "aria-label": WORDS.tools },
    button(WORDS.smaller, { "aria-keyshortcuts": "-", on: { click: () => step(-1) } }),
    button(WORDS.larger, { "aria-keyshortcuts": "+", on: { click: () => step(1) } }),
    button(WORDS.fit, { "aria-keyshortcuts": "0", on: { click: () => zoom(SCALES[0]) } }), told), frame);
  figure.keys = { "+": () => step(1), "=": () => step(1), "-": () => step(-1), 0: () => zoom(SCALES[0]) };
  sheet.style.width = `${scale * 100}%`;
  draw();
  return figure;
}

async function show(sheet, app, about) {
  const turn = (sheet.turn = (sheet.turn ?? 0) + 1);
  if (!sheet.firstChild) sheet.append(el("p", { class: "loading" }, COMMON.loading));
  try {
    const source = await sourceOf(app.client, about, about.page);
    const image = el("img", { src: source, alt: WORDS.alt(about.page, about.title) });
    await image.decode();
    if (sheet.turn === turn) sheet.replaceChildren(image, marks(about.boxes));
    // The next page is likely to be looked at next.
    if (about.page < about.pages) sourceOf(app.client, about, about.page + 1).catch(() => {});
  } catch (error) {
    if (sheet.turn === turn) sheet.replaceChildren(failureBox(error, app, draw(sheet, app, about)));
  }
}

function draw(sheet, app, about) {
  return () => {
    sheet.replaceChildren();
    show(sheet, app, about);
  };
}

/** An address of the picture within this tab; asked for once, and again after a failure. */
function sourceOf(client, { slug, version }, page) {
  const kept = fetched.get(client) ?? new Map();
  fetched.set(client, kept);
  const size = scale > SHARP ? "large" : "fit";
  const address = `/documents/${encodeURIComponent(slug)}/${version}/${page}/picture?size=${size}`;
  if (!kept.has(address)) {
    const coming = client.download(address).then(({ blob }) => URL.createObjectURL(blob));
    coming.catch(() => kept.delete(address));
    kept.set(address, coming);
  }
  for (const [old, coming] of [...kept].slice(0, -KEPT)) {
    kept.delete(old);
    coming.then((source) => URL.revokeObjectURL(source), () => {});
  }
  return kept.get(address);
}

/** Rectangles over the picture, in ten thousandths of its sides. */
function marks(boxes) {
  const name = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(name, "svg");
  for (const [key, value] of Object.entries({ viewBox: `0 0 ${WHOLE} ${WHOLE}`, preserveAspectRatio: "none", "aria-hidden": "true" })) {
    svg.setAttribute(key, value);
  }
  for (const { left, top, right, bottom, kind } of boxes) {
    const box = document.createElementNS(name, "rect");
    const sides = { x: left, y: top, width: right - left, height: bottom - top, class: kind };
    for (const [key, value] of Object.entries(sides)) box.setAttribute(key, value);
    svg.append(box);
  }
  return svg;
}
