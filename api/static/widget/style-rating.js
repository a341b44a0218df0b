/** Suggestions, sentences being written, and what readers think of an answer. */

export const RATING = `
.about { max-width: 46rem; margin: 0 auto 1rem; text-align: center; }

.writing { margin-top: 1rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }

.suggestions { margin-top: 1rem; }
.suggestions ul { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .375rem; }
.suggestion {
  padding: .375rem .875rem; text-align: start; color: var(--brand-strong);
  border: 1px solid var(--line); border-radius: 1.125rem; background: var(--ground);
}
.suggestion:hover { border-color: var(--brand); background: var(--tint); }

.rating > .tools { align-items: center; }
.tool[aria-pressed="true"] { border-color: var(--brand); background: var(--tint); color: var(--brand-strong); }
.tool.strong { border-color: var(--brand); background: var(--brand); color: var(--on-brand); }
.tool.strong:hover { background: var(--brand-strong); color: var(--on-brand); }
.rating-form {
  margin-top: .75rem; padding: .875rem 1rem; border: 1px solid var(--line); border-radius: .625rem;
  background: var(--raised);
}
.rating-form fieldset { display: grid; gap: .25rem; margin: 0 0 .75rem; padding: 0; border: 0; }
.rating-form fieldset label { display: flex; align-items: center; gap: .625rem; min-height: 2rem; }
.rating-form legend { padding: 0; margin-bottom: .25rem; }
.rating-form input { flex: none; width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--brand); }
.rating-form textarea {
  display: block; width: 100%; margin-top: .375rem; padding: .375rem .625rem; resize: vertical;
  border: 1px solid var(--edge); border-radius: .5rem;
  font: inherit; font-weight: 400; color: var(--ink); background: var(--ground);
}
.rating-error { color: var(--bad-ink); }
.rating-error, .rating > .place { margin-top: .5rem; }
`;
