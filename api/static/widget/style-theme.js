/** Colours, type and the rules every part shares. */

const LIGHT = `
  --ground: #ffffff; --raised: #f5f7fa; --line: #d5dce5; --edge: #75818f;
  --ink: #17222e; --quiet: #516072;
  --brand: #1b4f8a; --brand-strong: #123a68; --on-brand: #ffffff; --tint: #e9f0f9;
  --note: #fff8e5; --note-line: #b97a0a; --note-ink: #5e3d00;
  --bad: #fdf0ef; --bad-line: #b3352b; --bad-ink: #8a2018;
  --mark: #ffe58a; --mark-ink: #2a2000;
  --shadow: 0 12px 40px rgb(16 32 56 / .18);
  color-scheme: light;`;

const DARK = `
  --ground: #151b23; --raised: #1d2530; --line: #35404e; --edge: #8794a5;
  --ink: #e8edf3; --quiet: #a9b5c3;
  --brand: #8fbdf3; --brand-strong: #b5d5fa; --on-brand: #0c1c30; --tint: #203049;
  --note: #2d2612; --note-line: #d8a138; --note-ink: #f4dca6;
  --bad: #331c1b; --bad-line: #ef8a80; --bad-ink: #ffc9c3;
  --mark: #6a5300; --mark-ink: #fff6d6;
  --shadow: 0 12px 40px rgb(0 0 0 / .55);
  color-scheme: dark;`;

export const THEME = `
:host { ${LIGHT} display: block; }
:host([theme="dark"]) { ${DARK} }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${DARK} } }

*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }

.shell {
  font: 400 1rem/1.7 "Sarabun", "Noto Sans Thai", "Leelawadee UI", "Thonburi", "Loma", sans-serif;
  color: var(--ink);
  word-break: normal;
  overflow-wrap: anywhere;
  text-align: start;
}
p, h2, ol, ul { margin: 0; padding: 0; }
ol, ul { list-style: none; }

button { font: inherit; color: inherit; cursor: pointer; }
button[aria-disabled="true"] { cursor: default; }
a { color: var(--brand); }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }

svg {
  width: 1.25rem; height: 1.25rem; flex: none;
  fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round;
}

.sr {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.label { font-size: .875rem; font-weight: 600; color: var(--quiet); }
.place { font-size: .875rem; color: var(--quiet); }
.warning {
  width: fit-content; margin-top: .25rem; padding: 0 .5rem; border-radius: .25rem;
  font-size: .8125rem; background: var(--note); color: var(--note-ink);
  border: 1px solid var(--note-line);
}
.icon {
  display: inline-grid; place-items: center; flex: none; width: 2.5rem; height: 2.5rem;
  border: 0; border-radius: .5rem; background: none; color: var(--quiet); text-decoration: none;
}
.icon:hover { background: var(--tint); color: var(--brand-strong); }

@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .cite, .example, .tool, .send, .stop, .launcher, .jump { border: 1px solid ButtonBorder !important; }
  mark { forced-color-adjust: none; }
}
`;
