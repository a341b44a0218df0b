/** What is known of a document beside its text: proposed by the text, confirmed by an editor. */

import { button, el } from "/static/widget/dom.js";
import { choice, confirmThen, field, fill, form, notice } from "../parts.js";
import { DOCUMENT_KINDS, moment } from "../words.js";

const WORDS = {
  title: "ข้อมูลเอกสาร", confirmed: (when) => `ยืนยันแล้วเมื่อ ${moment(when)}`, waiting: "ยังไม่มีใครยืนยัน ตรวจค่าที่ระบบอ่านได้แล้วกดยืนยัน",
  plan: "แผนที่เกี่ยวข้อง", noPlan: "ไม่อยู่ในแผนใด",
  confirm: "ยืนยันข้อมูลเอกสาร", saved: "ยืนยันข้อมูลเอกสารแล้ว", read: (text) => `ระบบอ่านได้ว่า ${text}`,
  remove: "ลบเอกสารถาวร", removeText: (title) => `“${title}” ทุกฉบับ ภาพ และดัชนีจะถูกลบถาวร กู้คืนไม่ได้`, removing: "จัดงานลบเอกสารแล้ว",
};
const TEXTS = { title: "ชื่อเอกสาร", number: "เลขที่", issuer: "ผู้ออก", source: "ได้มาจาก" };
const DAYS = { datedOn: "ลงวันที่", approvedOn: "อนุมัติเมื่อ", gazettedOn: "ประกาศในราชกิจจานุเบกษาเมื่อ", inForceFrom: "มีผลตั้งแต่" };

const KNOWN = "number issuer source datedOn approvedOn gazettedOn inForceFrom";
const READ = `query($slug: String!) { planEditions(first: 100) { nodes { id code title } }
  document(by: { slug: $slug }) { id title kind planEdition { id }
  record { ${KNOWN} confirmedAt } proposal { title kind edition number issuer datedOn approvedOn gazettedOn inForceFrom } } }`;
const CONFIRM = `mutation($input: DocumentDetailsInput!) { confirmDocument(input: $input) { __typename
  ... on ChangedDocument { document { id } } ... on Problem { code message path } } }`;
const DELETE = `mutation($input: DeleteDocumentInput!) { deleteDocument(input: $input) { __typename
  ... on Job { id } ... on Problem { code message path } } }`;

/** The record of a document, for editors to confirm and admins to delete. */
export function recordOf(slug, app) {
  const place = el("div", { class: "record" });
  const load = () => fill(place, async () => {
    const { document: one, planEditions } = await app.client.read(READ, { slug });
    return one && [el("h2", {}, WORDS.title), state(one), confirming(one, planEditions.nodes, app, load),
      app.viewer.role === "ADMIN" && removing(one, app)];
  }, app);
  load();
  return place;
}

function state({ record }) {
  return record?.confirmedAt ? notice(WORDS.confirmed(record.confirmedAt), "good") : notice(WORDS.waiting, "warn");
}

function confirming(one, editions, app, load) {
  const kinds = one.kind === "FACTS" ? DOCUMENT_KINDS : Object.fromEntries(
    Object.entries(DOCUMENT_KINDS).filter(([name]) => name !== "FACTS"));
  const kind = choice(kinds, { value: one.kind });
  const proposed = editions.find(({ code }) => code === one.proposal?.edition);
  const edition = choice(Object.fromEntries(editions.map(({ id, title }) => [id, title])),
    { first: WORDS.noPlan, value: one.planEdition?.id ?? proposed?.id ?? "" });
  const controls = Object.fromEntries([...inputs(TEXTS, "text", one), ...inputs(DAYS, "date", one)]);
  const fields = Object.entries({ ...TEXTS, ...DAYS }).map(([name, label]) => field(label, controls[name], hint(one, name)));
  const submit = async () => {
    const given = Object.fromEntries(Object.entries(controls).map(([name, { value }]) => [name, value.trim() || null]));
    // The kind of a summary is the system's own; a title is never taken away.
    const input = { id: one.id, planEdition: edition.value || null, ...given, ...(one.kind === "FACTS" ? {} : { kind: kind.value }) };
    if (!input.title) delete input.title;
    await app.client.act(CONFIRM, { input });
    app.say(WORDS.saved);
    load();
  };
  return el("details", {}, el("summary", {}, WORDS.confirm), form(WORDS.confirm,
    [el("div", { class: "fields" }, field("ประเภท", kind),
      field(WORDS.plan, edition, proposed && !one.planEdition ? WORDS.read(proposed.title) : ""), fields)], submit, { action: WORDS.confirm, app }));
}

function inputs(names, type, { title, record, proposal }) {
  const known = { title, ...record };
  return Object.keys(names).map((name) => {
    const value = known[name] ?? proposal?.[name] ?? "";
    return [name, el("input", { type, value, autocomplete: "off" })];
  });
}

function hint({ title, record, proposal }, name) {
  const read = proposal?.[name];
  const known = { title, ...record }[name];
  return read && read !== known ? WORDS.read(read) : "";
}

function removing(one, app) {
  return button(WORDS.remove, { class: "danger", on: { click: () => confirmThen({
    title: WORDS.remove, text: WORDS.removeText(one.title), action: WORDS.remove, app,
    work: async () => {
      await app.client.act(DELETE, { input: { id: one.id } });
      app.say(WORDS.removing);
      location.hash = "#jobs";
    },
  }) } });
}
