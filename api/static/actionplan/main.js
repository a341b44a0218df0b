/** Action plans: who is here, and which plan and which part of it is open. */

import { el } from "/static/widget/dom.js";
import { entrance } from "/static/console/entrance.js";
import { WORDS } from "./names.js";
import { showPlan } from "./plan.js";
import { showPlans } from "./plans.js";

const [who, frame, content, spoken] = ["who", "frame", "content", "spoken"]
  .map((id) => document.getElementById(id));
const app = entrance({ who, frame, content, spoken, open });

addEventListener("hashchange", () => open(true));
app.start();

/** What the address names: nothing for the list of plans, or a plan's id and a part of it. */
function open(moved = false) {
  if (!app.viewer || location.hash === "#content") return;
  const [id, ...rest] = location.hash.slice(1).split("/").map(decodeURIComponent);
  document.title = `${WORDS.title} · สอดคล้อง`;
  const place = el("section", { class: "section" });
  content.replaceChildren(place);
  if (id) showPlan(place, app, id, rest);
  else showPlans(place, app);
  if (moved) content.focus();
}
