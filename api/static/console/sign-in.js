/** Signing in by API key, on the whole page or in a dialog over unfinished work. */

import { el } from "/static/widget/dom.js";
import { Client, Failure } from "./client.js";
import { field, form } from "./parts.js";

const VIEWER = "{ viewer { role name } }";
const WORDS = {
  title: "ลงชื่อเข้าใช้",
  about: "ใช้คีย์ API ที่ผู้ดูแลระบบออกให้ คีย์จะอยู่ในแท็บนี้เท่านั้น และหายไปเมื่อปิดแท็บ",
  key: "คีย์ API",
  hint: "ขึ้นต้นด้วย sdk_",
  missing: "โปรดใส่คีย์ API",
  action: "เข้าใช้งาน",
};

/** The client and viewer of a key; throws Failure for one that opens nothing. */
export async function admit(key) {
  const client = new Client(key);
  const { viewer } = await client.read(VIEWER);
  return { client, viewer };
}

/** The form; `enter({client, viewer})` is called once a key opens. */
export function signInForm(enter, reason = "") {
  const key = el("input", { type: "password", autocomplete: "off", spellcheck: "false", required: true });
  const submit = async () => {
    const given = key.value.trim();
    key.setAttribute("aria-invalid", String(!given));
    if (!given) {
      key.focus();
      throw new Failure("INVALID_INPUT", { message: WORDS.missing });
    }
    enter(await admit(given));
  };
  return [
    el("p", { class: "about" }, WORDS.about),
    reason && el("p", { class: "notice warn", role: "alert" }, reason),
    form(WORDS.title, [field(WORDS.key, key, WORDS.hint)], submit, { action: WORDS.action }),
  ];
}

export function signInPage(enter, reason) {
  return el("section", { class: "sign-in" }, el("h1", {}, WORDS.title), signInForm(enter, reason));
}
