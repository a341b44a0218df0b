/** The quoted passage in its place on the page. */

import { el, icon, iconButton } from "./dom.js";
import { WORDS, placeWords } from "./words.js";

export class SourcePanel {
  #opener = null;
  #wanted = null;

  /** `pageText(citation)` resolves to the page's text; `link(citation)` is its address or null. */
  constructor({ pageText, link, onToggle }) {
    this.pageText = pageText;
    this.link = link;
    this.onToggle = onToggle;
    this.title = el("h2", { id: "source-title", tabindex: "-1" });
    this.place = el("p", { class: "place" });
    this.warning = el("p", { class: "warning", hidden: true });
    this.body = el("div", { class: "page", tabindex: "0", role: "region", "aria-label": WORDS.source });
    this.foot = el("p", { class: "foot" });
    this.node = this.#build();
  }

  get isOpen() {
    return !this.node.hidden;
  }

  async open(citation, opener) {
    this.#opener = opener;
    this.#wanted = citation;
    this.#head(citation);
    this.body.replaceChildren(el("p", { class: "place" }, WORDS.loadingPage));
    this.node.hidden = false;
    this.onToggle();
    this.title.focus();
    const content = await this.#content(citation);
    if (this.#wanted === citation) this.#fill(content);
  }

  close() {
    this.node.hidden = true;
    this.#wanted = null;
    this.onToggle();
    this.#opener?.focus();
    this.#opener = null;
  }

  #build() {
    const close = iconButton(WORDS.closeSource, "close", {
      class: "icon", on: { click: () => this.close() },
    });
    return el("aside", {
      id: "source", class: "source", role: "dialog", "aria-labelledby": "source-title", hidden: true,
    }, el("header", {}, el("div", {}, this.title, this.place, this.warning), close), this.body, this.foot);
  }

  #head(citation) {
    this.title.textContent = citation.document.title;
    this.place.textContent = placeWords(citation);
    this.warning.textContent = citation.label ?? "";
    this.warning.hidden = !citation.label;
    const href = this.link(citation);
    this.foot.replaceChildren(href ? pageLink(href) : "");
    this.foot.hidden = !href;
  }

  async #content(citation) {
    try {
      const text = citation.page == null ? null : await this.pageText(citation);
      return text == null ? quoteOnly(citation, WORDS.noPage) : marked(citation, text);
    } catch {
      return quoteOnly(citation, WORDS.noPage);
    }
  }

  #fill(nodes) {
    this.body.replaceChildren(...nodes);
    const mark = this.body.querySelector("mark");
    const offset = mark.getBoundingClientRect().top - this.body.getBoundingClientRect().top;
    // Moving scrollTop leaves the host page where it is, unlike scrollIntoView.
    this.body.scrollTop += offset - this.body.clientHeight / 4;
  }
}

/** [before, quote, after]: offsets count code points, JavaScript strings count UTF-16 units. */
export function cut(text, start, end) {
  const points = Array.from(text);
  const between = (from, to) => points.slice(from, to).join("");
  return [between(0, start), between(start, end), between(end)];
}

function marked(citation, text) {
  const [before, quote, after] = place(citation, text);
  if (!quote) return [...quoteOnly(citation, WORDS.noPlace), passage(text)];
  return [passage(before, el("mark", {}, quote), after)];
}

function place({ start, end, quote }, text) {
  const parts = start == null || end == null ? ["", "", text] : cut(text, start, end);
  if (parts[1] && squeezed(parts[1]).includes(squeezed(quote).slice(0, 20))) return parts;
  // The offsets belong to another version of the page: trust the words instead.
  const at = text.indexOf(quote);
  if (at < 0) return ["", "", text];
  return [text.slice(0, at), quote, text.slice(at + quote.length)];
}

function squeezed(text) {
  return text.replace(/[\s\u200b…]+/g, "");
}

function quoteOnly(citation, why) {
  return [el("p", { class: "place" }, why), passage(el("mark", {}, citation.quote))];
}

function passage(...content) {
  return el("div", { class: "passage" }, ...content);
}

function pageLink(href) {
  return el("a", { href, target: "_blank", rel: "noopener" }, icon("open"), WORDS.openPage);
}
