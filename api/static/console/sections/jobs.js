/** Work that goes on by itself: how far each job is, stopping one, trying one again. */

import { el } from "/static/widget/dom.js";
import { actButton, badge, empty, failureBox, fill, heading } from "../parts.js";
import { moment, number } from "../words.js";
import { address } from "./documents.js";

const TITLE = "งานที่กำลังทำ";
const WORDS = {
  about: "การอ่านไฟล์ การเผยแพร่ และการลบ ทำต่อเองแม้ปิดหน้านี้ รายการนี้ปรับเองทุกสองวินาที",
  none: "ยังไม่มีงาน", stop: "หยุด", stopping: "กำลังหยุด", again: "ทำอีกครั้ง", reindex: "สร้างดัชนีใหม่ทั้งหมด",
  queued: "จัดงานสร้างดัชนีแล้ว", stopOf: (job) => `หยุดงานที่ ${job.number}`, againOf: (job) => `ทำงานที่ ${job.number} อีกครั้ง`,
  left: (seconds) => (seconds < 90 ? `เหลือราว ${number(seconds)} วินาที` : `เหลือราว ${number(Math.ceil(seconds / 60))} นาที`),
  attempt: (count) => `ครั้งที่ ${number(count)}`, ended: (when) => `จบเมื่อ ${when}`, asked: (when) => `เริ่มขอ ${when}`,
};
const KINDS = { READ: "อ่านไฟล์", PUBLISH: "เผยแพร่ดัชนี", ERASE: "ลบเอกสาร" };
const UNITS = { PAGE: "หน้า", PASSAGE: "ข้อความ" };
const STATES = {
  QUEUED: ["รอคิว", "plain"], RUNNING: ["กำลังทำ", "warn"], DONE: ["เสร็จ", "good"], FAILED: ["ไม่สำเร็จ", "bad"],
  CANCELLED: ["หยุดแล้ว", "plain"],
};
const POLL_MS = 2000;

const JOB = `id number kind state subject attempts done total unit secondsLeft cancelAsked failure createdAt finishedAt
  document { slug title }`;
const LIST = `{ jobs(first: 50) { nodes { ${JOB} } } }`;
const RESULT = `{ __typename ... on Job { ${JOB} } ... on Problem { code message path } }`;
const CANCEL = `mutation($input: JobInput!) { cancelJob(input: $input) ${RESULT} }`;
const RETRY = `mutation($input: JobInput!) { retryJob(input: $input) ${RESULT} }`;
const REINDEX = `mutation($input: ReindexInput!) { reindex(input: $input) ${RESULT} }`;

export const jobs = { id: "jobs", title: TITLE, role: "EDITOR", show };

function show(place, app) {
  const cards = new Map();
  const list = el("ul", { class: "cards" });
  const trouble = el("div", {});
  const found = el("div", {});
  const load = async () => {
    const { nodes } = (await app.client.read(LIST)).jobs;
    return () => draw(nodes, list, cards, app, refresh);
  };
  const refresh = async () => {
    try {
      (await load())();
      trouble.replaceChildren();
    } catch (error) {
      trouble.replaceChildren(failureBox(error, app, refresh));
    }
  };
  const begin = () => fill(found, async () => {
    (await load())();
    return [trouble, list];
  }, app);
  const { button: rebuild, outcome } = actButton(WORDS.reindex, async () => {
    await app.client.act(REINDEX, { input: {} });
    app.say(WORDS.queued);
    await refresh();
  }, { app });
  place.append(heading(TITLE, WORDS.about), app.viewer.role === "ADMIN" ? rebuild : "", outcome, found);
  begin();
  follow(place, refresh);
}

/** Looks again and again while the section is shown and the tab is in sight. */
function follow(place, refresh) {
  const timer = setInterval(() => {
    if (!place.isConnected) clearInterval(timer);
    else if (!document.hidden && !place.querySelector("[aria-busy]")) refresh();
  }, POLL_MS);
}

/** Draws anew only what changed, so that focus stays where it is. */
function draw(nodes, list, cards, app, refresh) {
  for (const job of nodes) {
    const known = cards.get(job.id);
    const told = JSON.stringify(job);
    if (known?.told === told) continue;
    const node = known?.node ?? el("li", { class: "card" });
    node.replaceChildren(...card(job, app, refresh));
    cards.set(job.id, { node, told });
  }
  const wanted = nodes.map(({ id }) => cards.get(id).node);
  if (!wanted.length) list.replaceChildren(el("li", {}, empty(WORDS.none)));
  else if (wanted.some((node, at) => list.children[at] !== node)) list.replaceChildren(...wanted);
}

function card(job, app, refresh) {
  const title = job.document?.title ?? job.subject;
  const named = job.document ? el("a", { href: address(job.document.slug) }, title) : title;
  const times = job.finishedAt ? WORDS.ended(moment(job.finishedAt)) : WORDS.asked(moment(job.createdAt));
  const parts = [el("h2", {}, `${number(job.number)}. ${KINDS[job.kind]} `, named),
    el("p", {}, badge(...STATES[job.state]), ` ${times}`, job.attempts > 1 ? ` · ${WORDS.attempt(job.attempts)}` : ""),
    progress(job), job.failure && el("p", { class: "note" }, job.failure), acts(job, app, refresh)];
  return parts.filter(Boolean);
}

function progress(job) {
  if (job.state !== "RUNNING" || !job.total) return null;
  const told = `${number(job.done)} จาก ${number(job.total)} ${UNITS[job.unit] ?? ""}`;
  const left = job.secondsLeft == null ? "" : ` · ${WORDS.left(job.secondsLeft)}`;
  return el("p", {}, el("progress", { max: String(job.total), value: String(job.done), "aria-label": told }), ` ${told}${left}`);
}

function acts(job, app, refresh) {
  const act = (label, name, query) => {
    const { button: node, outcome } = actButton(label, async () => {
      await app.client.act(query, { input: { id: job.id } });
      await refresh();
    }, { app, "aria-label": name });
    return el("div", {}, node, outcome);
  };
  if (job.state === "FAILED" || job.state === "CANCELLED") return act(WORDS.again, WORDS.againOf(job), RETRY);
  if (job.state !== "QUEUED" && job.state !== "RUNNING") return null;
  return job.cancelAsked ? el("p", { class: "note" }, WORDS.stopping) : act(WORDS.stop, WORDS.stopOf(job), CANCEL);
}
