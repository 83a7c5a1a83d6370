import { importInMemory } from "../../bin/bundle/importInMemory.mjs";

const entry = `
export { lookSql } from "./lib/match/columnLook.ts";
export { estimateMatch } from "./lib/match/estimateMatch.ts";
export { proposeDedupe, proposeLink } from "./lib/match/propose.ts";
export { runMatch } from "./lib/match/runMatch.ts";
`;

/**
 * @typedef {Pick<typeof import("../../lib/match/columnLook.ts"), "lookSql">
 *   & Pick<typeof import("../../lib/match/estimateMatch.ts"), "estimateMatch">
 *   & Pick<typeof import("../../lib/match/propose.ts"), "proposeDedupe" | "proposeLink">
 *   & Pick<typeof import("../../lib/match/runMatch.ts"), "runMatch">} Matcher
 */

/** The matcher of lib/. @returns {Promise<Matcher>} */
export function loadMatcher() {
  return importInMemory(entry);
}
