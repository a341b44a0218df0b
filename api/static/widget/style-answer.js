/** Questions, progress and answers. */

export const ANSWER = `
.turn + .turn { margin-top: 2rem; }
/* Room for the last question to stand at the top while its answer is on the way. */
.turn:last-child { min-height: calc(100cqh - 2.5rem); }
.question {
  width: fit-content; max-width: 85%; margin-inline-start: auto; padding: .5rem 1rem;
  border-radius: 1rem 1rem .25rem 1rem; background: var(--tint); white-space: pre-wrap;
}
.reply { margin-top: 1rem; }

.progress li { display: flex; align-items: baseline; gap: .625rem; color: var(--quiet); }
.progress li::before { content: "✓"; width: 1rem; text-align: center; color: var(--brand); }
.progress li:last-child { color: var(--ink); }
.progress li:last-child::before {
  content: ""; align-self: center; height: 1rem; border-radius: 50%;
  border: 2px solid var(--line); border-top-color: var(--brand); animation: turn .9s linear infinite;
}
@keyframes turn { to { rotate: 1turn; } }

.answer.calm, .answer.error {
  padding: .875rem 1rem; border-radius: .625rem; border: 1px solid var(--line);
  border-inline-start: 4px solid var(--brand); background: var(--raised);
}
.answer.error { border-inline-start-color: var(--bad-line); background: var(--bad); }
.status { font-weight: 600; color: var(--brand-strong); }
.error .status { color: var(--bad-ink); }
.partial .status {
  width: fit-content; margin-bottom: .5rem; padding: 0 .75rem; border-radius: 1rem;
  font-size: .875rem; background: var(--tint);
}
.prose p { white-space: pre-wrap; }
.prose p + p { margin-top: .375rem; }
.prose .item { padding-inline-start: 1.5rem; text-indent: -1.125rem; }
.next { margin-top: .5rem; color: var(--quiet); }
.next b { color: var(--ink); font-weight: 600; }

.cite {
  display: inline-grid; place-items: center; min-width: 1.5rem; height: 1.5rem; padding: 0 .25rem;
  margin-inline: .25rem 0; text-indent: 0; vertical-align: baseline;
  border: 1px solid transparent; border-radius: .375rem;
  font-size: .8125rem; font-weight: 600; line-height: 1;
  background: var(--tint); color: var(--brand-strong);
}
.cite:hover { background: var(--brand); color: var(--on-brand); }

.notices {
  margin-top: 1rem; padding: .625rem 1rem; border-radius: .5rem;
  border: 1px solid var(--note-line); border-inline-start-width: 4px;
  background: var(--note); color: var(--note-ink);
}
.notices .label { color: inherit; }
.notices ul { padding-inline-start: 1.25rem; list-style: disc; }

.sources { margin-top: 1rem; }
.sources ol { margin-top: .375rem; border: 1px solid var(--line); border-radius: .625rem; background: var(--ground); }
.sources li { display: flex; gap: .75rem; align-items: flex-start; padding: .625rem .5rem .625rem .875rem; }
.sources li + li { border-top: 1px solid var(--line); }
.sources li > div { flex: 1; min-width: 0; }
.sources .number { min-width: 1.25rem; font-weight: 600; color: var(--brand-strong); }
.sources .title {
  padding: 0; border: 0; background: none; text-align: start; color: var(--brand);
  text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: 1px;
}
.sources .excerpt {
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden;
  margin-top: .125rem; font-size: .875rem; color: var(--quiet);
}
.sources .title:hover { text-decoration-thickness: 2px; }

.tools { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
.tool {
  display: inline-flex; align-items: center; gap: .375rem; min-height: 2.25rem; padding: 0 .75rem;
  border: 1px solid var(--line); border-radius: .5rem; background: var(--ground);
  font-size: .875rem; color: var(--quiet);
}
.tool svg { width: 1rem; height: 1rem; }
.tool:hover { border-color: var(--brand); color: var(--brand-strong); }
.tool[aria-disabled="true"] { color: var(--quiet); border-color: var(--line); }

.steps { margin-top: .75rem; font-size: .875rem; color: var(--quiet); }
.steps summary { width: fit-content; min-height: 1.5rem; cursor: pointer; border-radius: .25rem; }
.steps ol { padding-inline-start: 1.125rem; }
.steps li::before { content: "✓ "; color: var(--brand); }
`;
