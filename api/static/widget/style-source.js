/** The side panel with the cited page. */

export const SOURCE = `
.source {
  flex: 0 0 min(26rem, 46%); min-width: 0; display: flex; flex-direction: column;
  border-inline-start: 1px solid var(--line); background: var(--raised);
}
.panel[data-narrow] .source { position: absolute; inset: 0; border: 0; background: var(--ground); }

.source header { display: flex; gap: .5rem; align-items: flex-start; padding: .875rem .75rem .75rem 1rem; }
.source header > div { flex: 1; min-width: 0; }
.source h2 { font-size: 1.0625rem; line-height: 1.6; border-radius: .25rem; }
.page {
  flex: 1; min-height: 0; overflow-y: auto; padding: 1rem;
  border-block: 1px solid var(--line); background: var(--ground);
}
.page:focus-visible { outline-offset: -3px; }
.passage { white-space: pre-wrap; }
.page .place + .passage, .passage + .passage { margin-top: .75rem; }
mark { padding: .125rem 0; border-radius: .125rem; background: var(--mark); color: var(--mark-ink); }
.foot { padding: .625rem 1rem; }
.foot a { display: inline-flex; align-items: center; gap: .375rem; min-height: 1.75rem; }
`;
