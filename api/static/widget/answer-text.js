/** What an answer says: its lines with their citations, and itself as plain text. */

import { STATUSES, WORDS, placeWords } from "./words.js";

const ITEM = /^\s*(?:[-•–]|[0-9๐-๙]+[.)]|\([0-9๐-๙]+\))\s/u;

/** Lines of the answer, each a list of {text, numbers}: the text as sent, citations in place. */
export function answerLines(answer) {
  const lines = [[]];
  for (const piece of pieces(answer)) {
    const [first, ...others] = piece.text.split("\n");
    lines.at(-1).push({ text: first, numbers: [] });
    for (const text of others) lines.push([{ text, numbers: [] }]);
    if (piece.numbers.length) lastSpoken(lines).push({ text: "", numbers: piece.numbers });
  }
  return lines.filter((line) => line.some((part) => part.text.trim() || part.numbers.length));
}

export function isItem(line) {
  return ITEM.test(line.map(({ text }) => text).join(""));
}

/** For the clipboard: question, answer with [n], notices and footnotes. */
export function plainText(question, answer, base) {
  const blocks = [`${WORDS.asked}: ${question}`, answerLines(answer).map(plainLine).join("\n")];
  if (answer.notices.length) blocks.push(titled(WORDS.notices, answer.notices.map(bullet)));
  const footnotes = answer.citations.map((citation) => footnote(citation, base));
  if (footnotes.length) blocks.push(titled(sourcesTitle(answer), footnotes));
  return blocks.join("\n\n");
}

export function isRefusal(answer) {
  return answer.status.startsWith("REFUSED_");
}

export function sourcesTitle(answer) {
  return isRefusal(answer) ? WORDS.nearby : WORDS.sources;
}

/** What the live region says once the answer is complete. */
export function spokenText(answer) {
  const title = STATUSES[answer.status]?.title ?? WORDS.answered;
  const count = answer.citations.length;
  const sources = count ? `${sourcesTitle(answer)} ${count} แห่ง` : "";
  return [title, answer.text, ...answer.notices, sources].filter(Boolean).join(" ");
}

function pieces(answer) {
  const found = [];
  let from = 0;
  for (const sentence of answer.sentences) {
    const at = answer.text.indexOf(sentence.text, from);
    if (at < 0) return joined(answer);
    found.push({ text: answer.text.slice(from, at), numbers: [] }, numbered(sentence));
    from = at + sentence.text.length;
  }
  return [...found, { text: answer.text.slice(from), numbers: [] }];
}

// The text does not hold the sentences word for word: show the sentences themselves.
function joined(answer) {
  return answer.sentences.flatMap((sentence) => [numbered(sentence), { text: " ", numbers: [] }]);
}

function numbered({ text, citations }) {
  return { text: text.trimEnd(), numbers: [...new Set(citations.map(({ number }) => number))] };
}

function lastSpoken(lines) {
  return lines.findLast((line) => line.some((part) => part.text.trim())) ?? lines.at(-1);
}

function plainLine(line) {
  return line.map(({ text, numbers }) => text + numbers.map((n) => ` [${n}]`).join("")).join("");
}

function titled(title, lines) {
  return [title, ...lines].join("\n");
}

function bullet(text) {
  return `- ${text}`;
}

function footnote(citation, base) {
  const place = placeWords(citation);
  const label = citation.label && `(${citation.label})`;
  const link = citation.url && new URL(citation.url, base).href;
  const head = [`[${citation.number}] ${citation.document.title}`, place, label];
  return [head.filter(Boolean).join(" · "), `    “${citation.quote}”`, link && `    ${link}`]
    .filter(Boolean).join("\n");
}
