/** The conversation of this tab, kept in sessionStorage. */

const MOST_TURNS = 30;
// A question that held personal data is written nowhere; one that failed is asked again.
const NEVER_KEPT = /^ERROR_|PERSONAL_DATA$/;

export class Memory {
  constructor(name) {
    this.key = `sodklong:${name}`;
  }

  turns() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.key));
      return Array.isArray(kept) ? kept.filter(isTurn) : [];
    } catch {
      return [];
    }
  }

  add(question, answer) {
    if (NEVER_KEPT.test(answer.status)) return;
    const turns = [...this.turns(), { question, answer }].slice(-MOST_TURNS);
    this.#attempt(() => sessionStorage.setItem(this.key, JSON.stringify(turns)));
  }

  clear() {
    this.#attempt(() => sessionStorage.removeItem(this.key));
  }

  // Storage may be full or forbidden; the conversation goes on without it.
  #attempt(act) {
    try {
      act();
    } catch {
      return;
    }
  }
}

function isTurn(turn) {
  const answer = turn?.answer;
  return typeof turn?.question === "string" && typeof answer?.status === "string"
    && [answer.sentences, answer.citations, answer.notices].every(Array.isArray);
}
