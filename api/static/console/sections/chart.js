/** Bars as SVG, made by DOM calls, with the same figures as a table for whoever wants them. */

import { el } from "/static/widget/dom.js";
import { table } from "../parts.js";
import { number } from "../words.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 640, HEIGHT = 220, FOOT = 26, HEAD = 18;
const MOST_LABELS = 6;

/** Columns over time: `bars` are {label, value, href?}. */
export function columns({ title, unit, bars, summary }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  const every = Math.ceil(bars.length / MOST_LABELS);
  const room = HEIGHT - FOOT - HEAD;
  const picture = svg(WIDTH, HEIGHT, title, summary);
  picture.append(shape("line", { x1: 0, x2: WIDTH, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT, class: "axis" }));
  picture.append(write(0, HEAD - 5, `สูงสุด ${number(most)}`, "start"));
  bars.forEach(({ label, value }, at) => {
    const high = (value / most) * room;
    const bar = shape("rect", { x: at * step + step * 0.12, y: HEIGHT - FOOT - high, width: step * 0.76, height: high });
    bar.append(titled(`${label}: ${number(value)} ${unit}`));
    picture.append(bar);
    if (at % every === 0) picture.append(below(label, at, step));
  });
  return figure(title, picture, unit, bars);
}

/** Rows for named things, the longest bar for the largest; a row may link. */
export function rows({ title, unit, bars, summary }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const picture = el("ul", { class: "rows", "aria-label": summary });
  for (const { label, value, href } of bars) {
    const bar = svg(100, 8, "", "");
    bar.setAttribute("preserveAspectRatio", "none");
    bar.append(shape("rect", { x: 0, y: 0, width: 100, height: 8, class: "ground" }),
      shape("rect", { x: 0, y: 0, width: (value / most) * 100, height: 8 }));
    const name = href ? el("a", { href }, label) : label;
    picture.append(el("li", {}, el("span", { class: "name" }, name), el("span", { class: "value" }, `${number(value)} ${unit}`), bar));
  }
  return el("figure", { class: "chart" }, el("figcaption", {}, title), picture);
}

function figure(title, picture, unit, bars) {
  return el("figure", { class: "chart" }, el("figcaption", {}, title), picture,
    el("details", {}, el("summary", {}, "ดูเป็นตาราง"),
      table(title, [["ช่วง", ({ label }) => label], [unit, ({ value }) => number(value)]], bars)));
}

function svg(width, height, title, summary) {
  const node = shape("svg", { viewBox: `0 0 ${width} ${height}` });
  if (!title) {
    node.setAttribute("aria-hidden", "true");
    return node;
  }
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", `${title} ${summary}`);
  return node;
}

function shape(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function write(x, y, text, anchor) {
  const node = shape("text", { x, y, "text-anchor": anchor });
  node.textContent = text;
  return node;
}

/** The label of a column; the first one begins at the edge, for it would be cut off otherwise. */
function below(label, at, step) {
  const isEdge = at === 0 && step < WIDTH / MOST_LABELS;
  return write(isEdge ? 0 : (at + 0.5) * step, HEIGHT - 8, label, isEdge ? "start" : "middle");
}

function titled(text) {
  const node = shape("title", {});
  node.textContent = text;
  return node;
}
