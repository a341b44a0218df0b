/** The way in: a key is asked for until one opens, kept for the tab, and forgotten on leaving. */

import { button, el } from "/static/widget/dom.js";
import { Client } from "./client.js";
import { dialog } from "./parts.js";
import { forgetKey, storeKey, storedKey } from "./session.js";
import { admit, signInForm, signInPage } from "./sign-in.js";
import { ROLES, WORDS } from "./words.js";

const NAMES = { leave: "ออกจากระบบ", again: "ลงชื่อเข้าใช้อีกครั้ง", enter: "ลงชื่อเข้าใช้" };

/** What pages are given that only those who signed in may see: `open()` shows the page to them,
 * `shut()` clears what belongs to them. Nothing is shown before `start()`. */
export function entrance({ who, frame, content, spoken, open, shut = () => {} }) {
  const take = (entered) => {
    accept(app, entered);
    frame.classList.remove("alone");
    name(who, app.viewer, () => {
      forgetKey();
      app.client = app.viewer = null;
      app.refuse();
    });
  };
  const enter = (entered) => {
    take(entered);
    open();
  };
  const app = {
    ...caller(spoken, take, NAMES.again),
    refuse(reason = "") {
      shut();
      who.replaceChildren();
      frame.classList.add("alone");
      content.replaceChildren(signInPage(enter, reason));
    },
    async start() {
      const key = storedKey();
      if (!key) return app.refuse();
      content.replaceChildren(el("p", { class: "loading" }, WORDS.loading));
      try {
        enter(await admit(key));
      } catch (error) {
        if (error.code === "UNAUTHENTICATED") forgetKey();
        app.refuse(error.message);
      }
    },
  };
  return app;
}

/** What pages are given that strangers may use as well. */
export function guest(spoken) {
  const app = caller(spoken, (entered) => accept(app, entered), NAMES.enter);
  app.client = new Client(storedKey());
  return app;
}

function caller(spoken, take, title) {
  return {
    client: null,
    viewer: null,
    say(text) {
      spoken.textContent = text;
    },
    /** Puts another key under the work at hand, which stays as it is; `then` goes on with it. */
    signInAgain(then) {
      dialog(title, (close) => [signInForm((entered) => {
        take(entered);
        close();
        then?.();
      }), button(WORDS.cancel, { on: { click: close } })].flat());
    },
  };
}

function accept(app, { client, viewer }) {
  app.client = client;
  app.viewer = viewer;
  storeKey(client.key);
}

function name(who, viewer, leave) {
  who.replaceChildren(el("span", { class: "name" }, `${viewer.name} · ${ROLES[viewer.role]}`),
    button(NAMES.leave, { on: { click: leave } }));
}
