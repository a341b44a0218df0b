/** Runs the examples of the manual on this server and shows what comes back. */

import { readEvents } from "/static/widget/stream.js";

const ENDPOINT = "/graphql";
const WORDS = {
  running: "กำลังเรียก…",
  done: (ms) => `ได้ผลแล้ว ใน ${ms} มิลลิวินาที`,
  errors: "มีข้อผิดพลาด ดู errors ในผล",
  offline: "ติดต่อระบบไม่ได้ โปรดลองใหม่",
  nothing: (name) => `ผลของ ${name} ไม่มีรายการให้ใช้ต่อ จึงเรียกข้อนี้ไม่ได้`,
};

class Missing extends Error {}

const examples = new Map(
  [...document.querySelectorAll(".example")].map((figure) => [figure.dataset.name, figure]),
);
const results = new Map();

for (const figure of examples.values()) {
  figure.querySelector("button")?.addEventListener("click", () => run(figure));
}

/** Runs an example; a click while it runs does nothing. */
async function run(figure) {
  const button = figure.querySelector("button");
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  tell(figure, WORDS.running);
  const begun = performance.now();
  try {
    const result = await call(figure);
    show(figure, result);
    tell(figure, result.errors ? WORDS.errors : WORDS.done(Math.round(performance.now() - begun)));
  } catch (error) {
    tell(figure, error instanceof Missing ? error.message : WORDS.offline);
  } finally {
    button.ariaDisabled = "false";
  }
}

async function call(figure) {
  const query = figure.querySelector(".source").textContent;
  const variables = await variablesOf(figure);
  const live = figure.dataset.kind === "subscription";
  const headers = {
    Accept: live ? "text/event-stream" : "application/json",
    "Content-Type": "application/json",
  };
  const key = document.getElementById("key").value.trim();
  if (key) headers.Authorization = `Bearer ${key}`;
  const body = JSON.stringify({ query, variables });
  const response = await fetch(ENDPOINT, { method: "POST", headers, body });
  const result = await read(response, figure);
  if (!result.errors) results.set(figure.dataset.name, result.data);
  return result;
}

/** The variables of an example, which may stand in the result of another one. */
async function variablesOf(figure) {
  const { variable, after, path } = figure.dataset;
  if (!variable) return {};
  const earlier = examples.get(after);
  if (!results.has(after)) {
    const result = await call(earlier);
    show(earlier, result);
  }
  const value = path.split(".").reduce((found, key) => found?.[key], results.get(after));
  if (value == null) {
    throw new Missing(WORDS.nothing(earlier.querySelector("figcaption").textContent));
  }
  return { [variable]: value };
}

async function read(response, figure) {
  const stream = (response.headers.get("content-type") ?? "").startsWith("text/event-stream");
  if (!stream) return response.json();
  const told = [];
  for await (const event of readEvents(response.body)) {
    if (event?.event === "complete") break;
    if (event?.event !== "next") continue;
    told.push(JSON.parse(event.data));
    show(figure, told);
  }
  const errors = told.flatMap((result) => result.errors ?? []);
  return errors.length ? { errors } : { data: told.map((result) => result.data) };
}

function tell(figure, text) {
  figure.querySelector(".status").textContent = text;
}

function show(figure, result) {
  const output = figure.querySelector(".result");
  output.textContent = JSON.stringify(result, null, 2);
  output.hidden = false;
}
