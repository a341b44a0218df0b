/** API keys: who holds one, making one (its secret is shown once), making one open nothing. */

import { button, el } from "/static/widget/dom.js";
import { badge, choice, confirmThen, field, form, forwards, growing, heading, notice, table } from "../parts.js";
import { ROLES, moment } from "../words.js";

const TITLE = "คีย์ API";
const WORDS = {
  about: "คีย์ใช้แทนการลงชื่อเข้าใช้ของบุคคลหรือโปรแกรม ระบบไม่เก็บความลับของคีย์",
  add: "ออกคีย์ใหม่", name: "ชื่อผู้ใช้หรือโปรแกรม", role: "บทบาท", days: "ใช้ได้กี่วัน (เว้นว่างคือไม่หมดอายุ)",
  make: "ออกคีย์", made: "ออกคีย์แล้ว คัดลอกเก็บไว้ตอนนี้ เพราะจะไม่แสดงอีก", token: "คีย์ใหม่", copy: "คัดลอก",
  copied: "คัดลอกคีย์แล้ว", cannotCopy: "คัดลอกไม่ได้ เลือกข้อความแล้วคัดลอกเอง", hide: "เก็บแล้ว ซ่อนคีย์",
  list: "คีย์ที่ออกไว้", none: "ยังไม่มีคีย์", revoke: "ยกเลิก", revokeTitle: "ยกเลิกคีย์",
  revokeText: (name) => `เมื่อยกเลิกแล้ว คีย์ของ “${name}” จะใช้ไม่ได้ทันทีและเปิดใช้อีกไม่ได้`,
  revoked: "ยกเลิกแล้ว", over: "หมดอายุ", live: "ใช้ได้", forever: "ไม่หมดอายุ", revokeOf: (name) => `ยกเลิกคีย์ของ ${name}`,
};
const KEY = "id key name role createdAt createdBy expiresAt revokedAt";
const LIST = `query($after: String) { apiKeys(first: 50, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { ${KEY} } } }`;
const CREATE = `mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename
  ... on CreatedApiKey { token apiKey { key } } ... on Problem { code message path } } }`;
const REVOKE = `mutation($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { __typename
  ... on ApiKey { key } ... on Problem { code message path } } }`;

export const keys = { id: "keys", title: TITLE, role: "ADMIN", show };

function show(place, app) {
  const made = el("div", { class: "made" });
  const list = el("div", {});
  const load = () => list.replaceChildren(growing({
    app, none: WORDS.none, render: (nodes) => rows(nodes, app, load),
    fetch: async (after) => forwards((await app.client.read(LIST, { after })).apiKeys),
  }));
  place.append(heading(TITLE, WORDS.about), el("h2", {}, WORDS.add), making(app, made, load), made,
    el("h2", {}, WORDS.list), list);
  load();
}

function making(app, made, load) {
  const name = el("input", { type: "text", maxlength: "200", autocomplete: "off", required: true });
  const { ANONYMOUS: _, ...roles } = ROLES;
  const role = choice(roles);
  const days = el("input", { type: "number", min: "1", max: "3650", inputmode: "numeric" });
  const submit = async () => {
    const expiresAt = days.value ? new Date(Date.now() + Number(days.value) * 86_400_000).toISOString() : null;
    const input = { name: name.value, role: role.value, expiresAt };
    const { token } = await app.client.act(CREATE, { input });
    name.value = days.value = "";
    made.replaceChildren(secret(token, app, () => made.replaceChildren()));
    made.querySelector("output").focus();
    app.say(WORDS.made);
    load();
  };
  const fields = el("div", { class: "fields" }, field(WORDS.name, name), field(WORDS.role, role), field(WORDS.days, days));
  return form(WORDS.add, [fields], submit, { action: WORDS.make, app });
}

function secret(token, app, hide) {
  const copy = button(WORDS.copy, { on: { click: async () => {
    const done = await navigator.clipboard?.writeText(token).then(() => true, () => false);
    app.say(done ? WORDS.copied : WORDS.cannotCopy);
    copy.textContent = done ? WORDS.copied : WORDS.cannotCopy;
  } } });
  return el("div", { class: "secret" }, notice(WORDS.made, "good"),
    el("output", { class: "token", tabindex: "-1", "aria-label": WORDS.token }, token),
    el("div", { class: "actions" }, copy, button(WORDS.hide, { on: { click: hide } })));
}

function rows(nodes, app, load) {
  return table(WORDS.list, [
    ["ชื่อ", (row) => row.name], ["บทบาท", (row) => ROLES[row.role]], ["เลขคีย์", (row) => el("code", {}, row.key)],
    ["ออกเมื่อ", (row) => moment(row.createdAt)], ["หมดอายุ", (row) => (row.expiresAt ? moment(row.expiresAt) : WORDS.forever)],
    ["สถานะ", (row) => badge(...state(row))],
    ["จัดการ", (row) => state(row)[1] === "good" && button(WORDS.revoke, {
      "aria-label": WORDS.revokeOf(row.name), on: { click: () => confirmThen({
        title: WORDS.revokeTitle, text: WORDS.revokeText(row.name), action: WORDS.revoke, app,
        work: async () => {
          await app.client.act(REVOKE, { input: { key: row.key } });
          app.say(WORDS.revoked);
          load();
        },
      }) },
    })],
  ], nodes);
}

function state(row) {
  if (row.revokedAt) return [WORDS.revoked, "plain"];
  if (row.expiresAt && new Date(row.expiresAt) <= new Date()) return [WORDS.over, "warn"];
  return [WORDS.live, "good"];
}
