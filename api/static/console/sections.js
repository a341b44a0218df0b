/** The sections of the console, in order, each with the least role it is for. */

import { audit } from "./sections/audit.js";
import { conflicts } from "./sections/conflicts.js";
import { documents } from "./sections/documents.js";
import { drafts } from "./sections/drafts.js";
import { gaps } from "./sections/gaps.js";
import { generations } from "./sections/generations.js";
import { jobs } from "./sections/jobs.js";
import { keys } from "./sections/keys.js";
import { power } from "./sections/power.js";
import { ratings } from "./sections/ratings.js";
import { uploads } from "./sections/uploads.js";
import { usage } from "./sections/usage.js";

const ROLES = ["ANONYMOUS", "STAFF", "EDITOR", "ADMIN"];

/** Each is {id, title, role, show(place, app, rest)}; `rest` are the parts of the address after it. */
export const SECTIONS = [
  documents, uploads, jobs, drafts, conflicts, gaps, ratings, usage, generations, keys, audit, power,
];

export function sectionsFor(role) {
  return SECTIONS.filter((section) => ROLES.indexOf(role) >= ROLES.indexOf(section.role));
}
