/** Files of the server, kept by the browser under a name. */

import { actButton } from "./parts.js";

const BUSY = "กำลังเตรียมไฟล์";

/** A button that downloads what `find()` names, {path, name}; failures are told beside it. */
export function downloadButton(label, find, { app, outcome, ...options }) {
  return actButton(label, async () => {
    const { path, name } = await find();
    keep((await app.client.download(path)).blob, name);
    app.say(`${label} ${name}`);
  }, { app, outcome, busy: BUSY, ...options });
}

/** Have the browser keep a Blob as a file. */
export function keep(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
