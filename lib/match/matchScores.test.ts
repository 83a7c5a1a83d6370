import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { scoreSet } from "../../bench/matching/scoreSet.mjs";
import { matchingFolder, matchingSets } from "../../bench/matching/sets.mjs";
import { lookSql } from "./columnLook.ts";
import { estimateMatch } from "./estimateMatch.ts";
import { proposeDedupe, proposeLink } from "./propose.ts";
import { runMatch } from "./runMatch.ts";

const matcher = { lookSql, estimateMatch, proposeDedupe, proposeLink, runMatch };
const setNamed = (name: string) => {
  const found = matchingSets.find((set) => set.name === name);
  if (!found) throw new Error(`no data set ${name}`);
  return found;
};

// The others, and what labels bring, take longer: bench/matching.mjs.
describe.skipIf(!existsSync(matchingFolder))("the proposed set-up, without a label", () => {
  it.each([
    ["abt-buy", 0.935],
    ["restaurants", 0.87],
    ["febrl 1", 0.98],
  ])("matches %s with an F1 of %d", async (name, floor) => {
    const { before, found, share } = await scoreSet(matcher, setNamed(name), { labels: false });
    expect(before.f1).toBeGreaterThanOrEqual(floor);
    expect(found).toBeGreaterThanOrEqual(0.97);
    expect(share).toBeLessThan(0.02);
  });
});
