/** Copying text, also on plain http where the clipboard API is absent. */

import { el } from "./dom.js";
import { WORDS } from "./words.js";

const SHOWN_MS = 2500;

/** Copies, shows the outcome on the button for a moment, and returns what to say. */
export async function copyFrom(node, text, root) {
  const copied = await copyText(text, root);
  const label = node.querySelector("span");
  label.textContent = copied ? WORDS.copiedShort : WORDS.copyFailed;
  setTimeout(() => { label.textContent = WORDS.copy; }, SHOWN_MS);
  return copied ? WORDS.copied : WORDS.copyFailed;
}

async function copyText(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, root);
  }
}

function copyBySelection(text, root) {
  const focused = root.activeElement;
  const box = el("textarea", { class: "sr", tabindex: "-1", "aria-hidden": "true" });
  box.value = text;
  root.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  focused?.focus();
  return copied;
}
