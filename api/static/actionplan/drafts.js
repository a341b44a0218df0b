/** Work that is not saved yet: kept in this browser as it is typed, and given back when its form
 * opens again. */

const PREFIX = "sodklong.plan.draft.";
const open = new Set();

addEventListener("beforeunload", (event) => {
  if (open.size) event.preventDefault();
});
addEventListener("hashchange", () => open.clear());

/** {value, base, at} of a draft under a name, null where none is kept. */
export function draftOf(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

/** Keeps a draft; false where the browser cannot. `base` is what it began from. */
export function keepDraft(name, value, base) {
  open.add(name);
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ value, base, at: new Date().toISOString() }));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(name) {
  open.delete(name);
  localStorage.removeItem(PREFIX + name);
}

/** The page is left for one of ours that comes back: nothing is lost, so nothing is asked. */
export function leaveInPeace() {
  open.clear();
}
