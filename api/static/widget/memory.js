/** Which conversation this tab is in: its id alone, kept in sessionStorage. */

const KEY = /^[0-9a-f]{32}$/;

export class Memory {
  constructor(name) {
    this.key = `sodklong:${name}`;
  }

  /** The id kept, or null. */
  get conversation() {
    try {
      const kept = sessionStorage.getItem(this.key);
      return KEY.test(kept ?? "") ? kept : null;
    } catch {
      return null;
    }
  }

  keep(conversation) {
    this.#attempt(() => sessionStorage.setItem(this.key, conversation));
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
