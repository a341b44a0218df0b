/** The library: documents, their versions, how well each page was read, and the pages themselves. */

import { el } from "/static/widget/dom.js";
import { badge, choice, empty, field, fill, forwards, growing, heading, table } from "../parts.js";
import { DOCUMENT_KINDS, FILE_TYPES, moment, number, share } from "../words.js";
import { compareVersions } from "./generations.js";
import { download, pageView } from "./page-view.js";
import { recordOf } from "./record.js";

const TITLE = "คลังเอกสาร";
const WORDS = {
  about: "เอกสารที่ระบบใช้ตอบ พร้อมคุณภาพของข้อความที่อ่านได้ในแต่ละหน้า",
  find: "ค้นชื่อเอกสาร", kind: "ประเภท", all: "ทุกประเภท", list: "รายการเอกสาร",
  none: "ไม่พบเอกสาร ลองใช้คำค้นอื่นหรือเลือกทุกประเภท",
  gone: "ไม่พบเอกสารหรือฉบับนี้ เอกสารอาจถูกลบแล้ว",
  back: "กลับไปรายการเอกสาร", versions: "ฉบับที่เก็บไว้", pages: "คุณภาพรายหน้า",
  compare: "เปรียบเทียบ",
  notKept: "ไม่ได้เก็บไว้ นำเข้าไฟล์เดิมอีกครั้งเพื่อเก็บ",
  poor: "ควรตรวจ", fair: "พอใช้", good: "ดี",
  open: (page) => `หน้า ${number(page)}`,
};

const LIST = `query($filter: DocumentFilter, $after: String) {
  documents(filter: $filter, first: 50, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { slug title kind edition label version { number addedAt pageCount } }
  }
}`;
const ONE = `query($slug: String!, $number: Int, $from: Int!) {
  document(by: { slug: $slug }) {
    slug title kind edition label
    versions { number addedAt pageCount fileType originalBytes }
    version(number: $number) { number pages(from: $from, first: 200) {
      number printedNumber source quality decision doubtfulNumbers { start } repairs { count } } }
  }
}`;
const DECISIONS = {
  LAYER: "ข้อความในไฟล์", REPAIRED: "ข้อความในไฟล์ ซ่อมแล้ว", OCR_NO_TEXT: "อ่านจากภาพ",
  OCR_GARBLED: "อ่านจากภาพ เพราะข้อความในไฟล์เสีย", BLANK: "หน้าว่าง", UNREAD: "อ่านไม่ได้",
};
const GOOD = 0.9, FAIR = 0.6, AT_ONCE = 200;

export const documents = { id: "documents", title: TITLE, role: "STAFF", show };

function show(place, app, [slug, version, page]) {
  if (!slug) return showList(place, app);
  if (page) return pageView(place, app, { slug, version: Number(version), page: Number(page) });
  return showOne(place, app, slug, version ? Number(version) : null);
}

function showList(place, app) {
  const text = el("input", { type: "search", autocomplete: "off" });
  const kind = choice(DOCUMENT_KINDS, { first: WORDS.all });
  const found = el("div", {});
  const search = () => found.replaceChildren(growing({
    app, none: WORDS.none, render: (nodes) => list(nodes),
    fetch: async (after) => {
      const filter = { text: text.value.trim() || null, kind: kind.value || null };
      return forwards((await app.client.read(LIST, { filter, after })).documents);
    },
  }));
  let waiting = 0;
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 300);
  });
  kind.addEventListener("change", search);
  place.append(heading(TITLE, WORDS.about),
    el("div", { class: "filters", role: "search" }, field(WORDS.find, text), field(WORDS.kind, kind)), found);
  search();
}

function list(nodes) {
  return table(WORDS.list, [
    ["ชื่อ", (row) => [el("a", { href: address(row.slug) }, row.title), el("span", { class: "note file" }, row.slug)]],
    ["ประเภท", (row) => (row.label ? badge(row.label, "warn") : DOCUMENT_KINDS[row.kind])],
    ["ฉบับปี", (row) => row.edition],
    ["ฉบับที่เก็บ", (row) => row.version && number(row.version.number)],
    ["จำนวนหน้า", (row) => row.version && number(row.version.pageCount)],
    ["นำเข้าเมื่อ", (row) => row.version && moment(row.version.addedAt)],
  ], nodes);
}

function showOne(place, app, slug, version) {
  const found = el("div", {});
  place.append(el("p", { class: "back" }, el("a", { href: "#documents" }, WORDS.back)), found);
  fill(found, async () => {
    const variables = { slug, number: version, from: 1 };
    const { document: one } = await app.client.read(ONE, variables);
    if (!one?.version) return empty(WORDS.gone);
    const all = one.versions.find(({ number: at }) => at === one.version.number).pageCount;
    return [heading(one.title, [DOCUMENT_KINDS[one.kind], one.edition, one.label].filter(Boolean).join(" · ")),
      el("h2", {}, WORDS.versions), ...versions(one, app), el("h2", {}, WORDS.pages),
      growing({ app, none: WORDS.gone, render: (nodes) => quality(one, nodes), fetch: async (after) => {
        const from = after ?? 1;
        const read = from === 1 ? one : (await app.client.read(ONE, { ...variables, from })).document;
        const next = from + AT_ONCE;
        return { nodes: read.version.pages, totalCount: all, cursor: next <= all ? next : null };
      } }), app.viewer.role !== "STAFF" && recordOf(slug, app)];
  }, app);
}

function versions(one, app) {
  const found = el("div", {});
  return [versionTable(one, app, found), found];
}

function versionTable(one, app, found) {
  const before = ({ number: at }) => Math.max(0, ...one.versions.map(({ number: other }) => other).filter((other) => other < at));
  const compared = (row) => (before(row) > 0
    ? Object.values(compareVersions(app, one.slug, before(row), row.number, found)) : null);
  return table(WORDS.versions, [
    ["ฉบับ", (row) => el("a", {
      href: address(one.slug, row.number), "aria-current": row.number === one.version.number ? "true" : null,
    }, `ฉบับที่ ${number(row.number)}`)],
    ["ไฟล์", (row) => FILE_TYPES[row.fileType]],
    ["จำนวนหน้า", (row) => number(row.pageCount)],
    ["นำเข้าเมื่อ", (row) => moment(row.addedAt)],
    ...(app.viewer.role === "STAFF" ? [] : [["ต้นฉบับ", (row) => download(app, one.slug, row.number, row.originalBytes) ?? WORDS.notKept]]),
    ...(app.viewer.role === "ADMIN" && one.versions.length > 1 ? [[WORDS.compare, compared]] : []),
  ], [...one.versions].reverse());
}

function quality(one, pages) {
  return table(WORDS.pages, [
    ["หน้า", (row) => el("a", { href: address(one.slug, one.version.number, row.number) }, WORDS.open(row.number))],
    ["เลขที่พิมพ์", (row) => row.printedNumber],
    ["คุณภาพ", (row) => [meter(row.quality), badge(...grade(row.quality))]],
    ["ที่มาของข้อความ", (row) => DECISIONS[row.decision]],
    ["จุดที่ซ่อม", (row) => number(row.repairs.reduce((sum, { count }) => sum + count, 0))],
    ["ตัวเลขที่ควรตรวจ", (row) => number(row.doubtfulNumbers.length)],
  ], pages);
}

function meter(value) {
  return el("meter", { min: "0", max: "1", low: String(FAIR), high: String(GOOD), optimum: "1",
    value: String(value), "aria-label": `คุณภาพ ${share(value)}` });
}

function grade(value) {
  const text = (word) => `${share(value)} ${word}`;
  if (value >= GOOD) return [text(WORDS.good), "good"];
  return value >= FAIR ? [text(WORDS.fair), "warn"] : [text(WORDS.poor), "bad"];
}

/** The place of a document, a version or a page in the console. */
export function address(...parts) {
  return `#documents/${parts.map((part) => encodeURIComponent(part)).join("/")}`;
}
