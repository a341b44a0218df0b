/** The widget's one style sheet, shared by every instance on a page. */

import { ANSWER } from "./style-answer.js";
import { LAYOUT } from "./style-layout.js";
import { RATING } from "./style-rating.js";
import { SOURCE } from "./style-source.js";
import { THEME } from "./style-theme.js";

let sheet = null;

export function styleSheet() {
  sheet ??= built();
  return sheet;
}

function built() {
  const made = new CSSStyleSheet();
  made.replaceSync([THEME, LAYOUT, ANSWER, RATING, SOURCE].join("\n"));
  return made;
}
