/** The console: who is here, which section is open, what is said aloud. */

import { button, el } from "/static/widget/dom.js";
import { entrance } from "./entrance.js";
import { sectionsFor } from "./sections.js";

const NAMES = { menu: "เมนู", strangers: "คีย์นี้ยังไม่มีสิทธิ์ใช้ส่วนดูแลระบบ" };

const [who, frame, nav, content, spoken] = ["who", "frame", "sections", "content", "spoken"]
  .map((id) => document.getElementById(id));

/** What sections are given. */
const app = entrance({ who, frame, content, spoken, open, shut: () => nav.replaceChildren() });

addEventListener("hashchange", route);
app.start();

function open() {
  if (!sectionsFor(app.viewer.role).length) return app.refuse(NAMES.strangers);
  route();
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
