/** A project on its way between the page for plans and the one that aligns, within this tab. */

const TO_ALIGN = "sodklong.handover.align", TO_PLAN = "sodklong.handover.plan";

/** {plan, project, title, values}: a project of a plan to be aligned; `values` as its form has them. */
export function sendToAlign(project) {
  sessionStorage.setItem(TO_ALIGN, JSON.stringify(project));
}

/** {plan, project, values, alignments}: what came of it; `plan` null lets its reader choose one. */
export function sendToPlan(found) {
  sessionStorage.setItem(TO_PLAN, JSON.stringify(found));
}

export function sentToAlign() {
  return read(TO_ALIGN);
}

export function sentToPlan() {
  return read(TO_PLAN);
}

export function endAlign() {
  sessionStorage.removeItem(TO_ALIGN);
}

export function endPlan() {
  sessionStorage.removeItem(TO_PLAN);
}

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}
