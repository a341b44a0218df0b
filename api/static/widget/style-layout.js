/** Where the parts stand: floating or filling the page, wide or narrow. */

export const LAYOUT = `
:host([mode="page"]) { height: 100%; min-height: 0; }
:host([mode="page"]) .shell { height: 100%; position: relative; }
:host(:not([mode="page"])) .shell {
  position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000;
  display: grid; justify-items: end; gap: .75rem;
}
:host(:not([mode="page"])) .panel {
  width: min(26rem, 100vw - 2rem); height: min(42rem, 100vh - 6.5rem); box-shadow: var(--shadow);
}

.panel {
  position: relative; display: flex; height: 100%; min-width: 0; overflow: hidden;
  background: var(--ground); border: 1px solid var(--line); border-radius: .75rem;
}
.conversation { flex: 1 1 0; min-width: 0; display: flex; flex-direction: column; }

.launcher {
  display: inline-flex; align-items: center; gap: .5rem; padding: .75rem 1.25rem;
  border: 0; border-radius: 2rem; background: var(--brand); color: var(--on-brand);
  font-weight: 600; box-shadow: var(--shadow);
}
.launcher:hover { background: var(--brand-strong); }

.head {
  display: flex; align-items: center; gap: .75rem; padding: .75rem 1rem;
  border-bottom: 1px solid var(--line);
}
.head > div { flex: 1; min-width: 0; }
.head h2 { font-size: 1.0625rem; line-height: 1.5; }
.head p { font-size: .8125rem; line-height: 1.6; color: var(--quiet); }
.badge {
  display: grid; place-items: center; width: 2.5rem; height: 2.5rem; flex: none;
  border-radius: .625rem; background: var(--brand); color: var(--on-brand);
}

.panel[data-narrow] .clear { width: 2.5rem; min-height: 2.5rem; justify-content: center; border-color: transparent; }
.panel[data-narrow] .clear span { display: none; }

.transcript { position: relative; flex: 1; min-height: 0; display: flex; }
.scroller { container-type: size; flex: 1; min-width: 0; overflow-y: auto; padding: 1.25rem 1rem; }
.scroller:focus-visible { outline-offset: -3px; }
.turns, .welcome { max-width: 46rem; margin: 0 auto; }
.jump {
  position: absolute; inset: auto auto .75rem 50%; translate: -50% 0;
  display: inline-flex; align-items: center; gap: .375rem; padding: .375rem 1rem;
  border: 1px solid var(--line); border-radius: 2rem;
  background: var(--ground); color: var(--brand); box-shadow: var(--shadow);
}

.welcome .headline { font-size: 1.375rem; font-weight: 600; line-height: 1.5; }
.welcome .label { margin-top: 1.5rem; }
.welcome ul { display: grid; gap: .5rem; margin-top: .5rem; }
.example {
  width: 100%; padding: .625rem 1rem; text-align: start;
  border: 1px solid var(--line); border-radius: .625rem; background: var(--raised);
}
.example:hover { border-color: var(--brand); background: var(--tint); }

.composer { padding: .75rem 1rem .875rem; border-top: 1px solid var(--line); }
.field {
  display: flex; align-items: flex-end; gap: .5rem; max-width: 46rem; margin: 0 auto;
  padding: .375rem .375rem .375rem .875rem;
  border: 1px solid var(--edge); border-radius: .75rem; background: var(--ground);
}
.field:focus-within { border-color: var(--brand); box-shadow: 0 0 0 1px var(--brand); }
.field textarea {
  flex: 1; min-width: 0; padding: .375rem 0; border: 0; outline: 0; resize: none;
  font: inherit; line-height: 1.625rem; color: inherit; background: none;
}
.field textarea::placeholder { color: var(--quiet); opacity: 1; }
.field textarea[aria-invalid="true"] { color: var(--bad-ink); }
.send, .stop {
  display: inline-flex; align-items: center; justify-content: center; gap: .375rem; flex: none;
  min-width: 2.5rem; height: 2.5rem; border: 0; border-radius: .5rem;
}
.send { background: var(--brand); color: var(--on-brand); }
.send:hover { background: var(--brand-strong); }
.send[aria-disabled="true"] { background: var(--tint); color: var(--quiet); }
.stop { padding: 0 .875rem; border: 1px solid var(--edge); background: var(--ground); }
.hint, .counter, .privacy { max-width: 46rem; margin: .375rem auto 0; font-size: .8125rem; line-height: 1.6; }
.hint { color: var(--brand-strong); font-weight: 600; }
.counter, .privacy { color: var(--quiet); }
.privacy { text-align: center; }

@media (max-width: 30rem) {
  :host(:not([mode="page"])) .panel:not([hidden]) {
    position: fixed; inset: 0; width: 100%; height: 100%; border: 0; border-radius: 0;
  }
}
`;
