// Must not compile: an edition has a `title` and no `titel`, and a page's cursor is no number.
import type { InForceQuery, KpisQueryVariables } from "./generated.js";

export const read = (found: InForceQuery) => found.planEditions.nodes.map((one) => one.titel);
export const variables: KpisQueryVariables = { after: 5 };
