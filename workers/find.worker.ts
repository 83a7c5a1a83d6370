import { findMatches } from "../lib/notebookFind/findMatches.ts";
import type { FindRequest } from "../lib/notebookFind/findRequest.ts";

/** Looks for regular expressions apart from the page: one that never ends is ended with its thread. */
self.onmessage = ({ data }: MessageEvent<FindRequest>) => {
  self.postMessage({ number: data.number, found: findMatches(data.texts, data.query, data.replacement) });
};
