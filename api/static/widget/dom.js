/** Building nodes without markup strings. */

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  chat: ["M4 5h16v11H10l-5 4v-4H4z", "M8 9h8", "M8 12.5h5"],
  close: ["M6 6l12 12", "M18 6L6 18"],
  begin: ["M12 5v14", "M5 12h14"],
  send: ["M12 19V5", "M6 11l6-6 6 6"],
  stop: ["M7 7h10v10H7z"],
  copy: ["M9 9h10v11H9z", "M5 15V4h10"],
  up: ["M7 11v9H4v-9z", "M7 11l4-7c1.5 0 2.5 1 2.2 2.6L12.6 10H19l-1.6 8.4c-.2 1-.9 1.6-1.9 1.6H7"],
  "down-thumb": ["M7 13V4H4v9z", "M7 13l4 7c1.5 0 2.5-1 2.2-2.6L12.6 14H19l-1.6-8.4C17.2 4.6 16.5 4 15.5 4H7"],
  retry: ["M5 12a7 7 0 1 0 2-5", "M5 4v4h4"],
  open: ["M13 5h6v6", "M19 5l-9 9", "M16 14v5H5V8h5"],
  down: ["M12 5v14", "M6 13l6 6 6-6"],
};

/** el("p", {class: "x", on: {click: f}}, "text", node): attributes, listeners, children. */
export function el(tag, { on = {}, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) attribute(node, name, value);
  for (const [type, listener] of Object.entries(on)) node.addEventListener(type, listener);
  node.append(...children.flat().filter((child) => child != null && child !== false && child !== ""));
  return node;
}

export function button(label, { icon: name, ...options } = {}) {
  const content = name ? [icon(name), el("span", {}, label)] : [label];
  return el("button", { type: "button", ...options }, content);
}

export function iconButton(label, name, options = {}) {
  return el("button", { type: "button", "aria-label": label, title: label, ...options }, icon(name));
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

function attribute(node, name, value) {
  if (value == null || value === false) return;
  node.setAttribute(name, value === true ? "" : value);
}
