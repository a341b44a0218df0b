/** The console: who is here, which section is open, what is said aloud. */

import { button, el } from "/static/widget/dom.js";
import { dialog } from "./parts.js";
import { sectionsFor } from "./sections.js";
import { forgetKey, storeKey, storedKey } from "./session.js";
import { admit, signInForm, signInPage } from "./sign-in.js";
import { ROLES, WORDS } from "./words.js";

const NAMES = {
  menu: "เมนู", leave: "ออกจากระบบ", again: "ลงชื่อเข้าใช้อีกครั้ง", sections: "หมวดงาน",
  strangers: "คีย์นี้ยังไม่มีสิทธิ์ใช้ส่วนดูแลระบบ",
};

const [who, frame, nav, content, spoken] = ["who", "frame", "sections", "content", "spoken"]
  .map((id) => document.getElementById(id));

/** What sections are given. */
const app = {
  client: null,
  viewer: null,
  say(text) {
    spoken.textContent = text;
  },
  /** Puts another key under the work at hand, which stays as it is; `then` goes on with it. */
  signInAgain(then) {
    dialog(NAMES.again, (close) => [signInForm((entered) => {
      take(entered);
      close();
      then?.();
    }), button(WORDS.cancel, { on: { click: close } })].flat());
  },
};

addEventListener("hashchange", route);
start();

async function start() {
  const key = storedKey();
  if (!key) return showSignIn();
  content.replaceChildren(el("p", { class: "loading" }, WORDS.loading));
  try {
    enter(await admit(key));
  } catch (error) {
    if (error.code === "UNAUTHENTICATED") forgetKey();
    showSignIn(error.message);
  }
}

function showSignIn(reason = "") {
  nav.replaceChildren();
  who.replaceChildren();
  frame.classList.add("alone");
  content.replaceChildren(signInPage(enter, reason));
}

function enter(entered) {
  take(entered);
  frame.classList.remove("alone");
  if (!sectionsFor(app.viewer.role).length) return showSignIn(NAMES.strangers);
  route();
}

function take({ client, viewer }) {
  app.client = client;
  app.viewer = viewer;
  storeKey(client.key);
  const leave = () => {
    forgetKey();
    app.client = app.viewer = null;
    showSignIn();
  };
  who.replaceChildren(el("span", { class: "name" }, `${viewer.name} · ${ROLES[viewer.role]}`),
    button(NAMES.leave, { on: { click: leave } }));
}

function route() {
  if (!app.viewer || location.hash === "#content") return;
  const [id, ...rest] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const sections = sectionsFor(app.viewer.role);
  const section = sections.find((one) => one.id === id) ?? sections[0];
  menu(sections, section);
  document.title = `${section.title} · สอดคล้อง`;
  const place = el("section", { class: `section ${section.id}` });
  content.replaceChildren(place);
  section.show(place, app, section.id === id ? rest : []);
  if (id) content.focus({ preventScroll: false });
}

function menu(sections, open) {
  const list = el("ul", { id: "menu" }, sections.map(({ id, title }) =>
    el("li", {}, el("a", { href: `#${id}`, "aria-current": id === open.id ? "page" : null }, title))));
  const toggle = button(`${NAMES.menu}: ${open.title}`, {
    class: "toggle", "aria-expanded": "false", "aria-controls": "menu",
    on: { click: () => toggle.setAttribute("aria-expanded", String(toggle.ariaExpanded !== "true")) },
  });
  nav.replaceChildren(toggle, list);
}
