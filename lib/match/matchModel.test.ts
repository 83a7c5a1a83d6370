import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibrated } from "./calibration.ts";
import { evidenceOf, fitEvidence, logOdds, probability } from "./expectation.ts";
import { fitModel, leadLevel, type SampledPairs } from "./model.ts";
import { markedParts, queuedPairs } from "./pairQueue.ts";
import { bestExpectation, consistencyCurve, expectedCurve } from "./threshold.ts";

describe("evidence", () => {
  it("never falls from a level to one that is more alike, whatever is counted", () => {
    const pattern = fc.record({
      levels: fc
        .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 2 }))
        .map((pair) => [...pair]),
      pairs: fc.integer({ min: 1, max: 500 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(pattern, { minLength: 1, maxLength: 20 }), (patterns) => {
        const { weights, prior } = evidenceOf(
          patterns,
          patterns.map(({ share }) => share),
          [4, 2],
        );
        expect(prior).toBeGreaterThan(0);
        expect(prior).toBeLessThan(1);
        for (const levels of weights) {
          expect(levels[0]).toBe(0);
          for (let level = 2; level < levels.length; level++)
            expect(levels[level]).toBeGreaterThanOrEqual((levels[level - 1] ?? 0) - 1e-12);
        }
      }),
    );
  });

  it("finds the shares that made the pairs, from a poor beginning", () => {
    // 20 % are matches, alike in each of three measures nine times in ten; the others one time in ten.
    const patterns = Array.from({ length: 8 }, (_, bits) => {
      const levels = [0, 1, 2].map((bit) => 1 + ((bits >> bit) & 1));
      const chance = (alike: number) =>
        levels.reduce((product, level) => product * (level === 2 ? alike : 1 - alike), 1);
      return { levels, pairs: Math.round(100_000 * (0.2 * chance(0.9) + 0.8 * chance(0.1))) };
    });
    const first = patterns.map(({ levels }) => (levels.every((level) => level === 2) ? 0.6 : 0.3));
    const { prior, weights } = fitEvidence(patterns, [2, 2, 2], first, 500);
    expect(prior).toBeCloseTo(0.2, 2);
    for (const levels of weights) {
      expect(levels[1]).toBeCloseTo(Math.log(0.1 / 0.9), 1);
      expect(levels[2]).toBeCloseTo(Math.log(0.9 / 0.1), 1);
    }
  });
});

describe("a model of records with one partner", () => {
  it("takes a pair for a match that leads over its rivals, and not one that is as like and far behind", () => {
    // Ten records: each is like its own, and the last three are as like to each other's.
    const pairs: [number, number, number][] = [];
    for (let l = 0; l < 10; l++)
      for (let r = 0; r < 10; r++) pairs.push([l, r, l === r || (l >= 7 && r >= 7) ? 3 : 1]);
    const sample: SampledPairs = {
      l: pairs.map(([l]) => l),
      r: pairs.map(([, r]) => r),
      w: pairs.map(([, , level]) => level),
      levels: pairs.map(([, , level]) => [level]),
    };
    const { base, led } = fitModel(sample, [3], true);
    if (!led) throw new Error("no model of leads");
    expect(logOdds([3], base)).toBeGreaterThan(logOdds([1], base));
    expect(logOdds([3, leadLevel(99)], led)).toBeGreaterThan(logOdds([3, leadLevel(-99)], led) + 1);
    expect(probability(logOdds([3, leadLevel(99)], led))).toBeGreaterThan(0.5);
    expect(fitModel(sample, [3], false).led).toBeNull();
  });
});

describe("the proposed threshold", () => {
  it("lies between what is sure and what is not", () => {
    const curve = expectedCurve([
      { probability: 0.99, pairs: 90 },
      { probability: 0.1, pairs: 50 },
    ]);
    expect(bestExpectation(curve)).toMatchObject({ accepted: 90, threshold: (0.99 + 0.1) / 2 });
    expect(curve.at(-1)).toMatchObject({ accepted: 140, recall: 1 });
  });

  it("of groups lies where links begin to contradict each other", () => {
    const pairs = Array.from({ length: 40 }, (_, nr) => ({ l: 2 * nr, r: 2 * nr + 1, odds: 10 }));
    // Below them a chain joins all of the pairs into one group, of which few members were ever linked.
    const chain = Array.from({ length: 39 }, (_, nr) => ({ l: 2 * nr + 1, r: 2 * nr + 2, odds: 3 }));
    const best = bestExpectation(consistencyCurve([...pairs, ...chain], -2));
    expect(best).toMatchObject({ accepted: 40, precision: 1 });
    expect(best.threshold).toBeGreaterThan(3);
    expect(best.threshold).toBeLessThan(10);
  });

  it("counts what follows from links as closure does", () => {
    const link = fc.record({ l: fc.integer({ min: 0, max: 9 }), r: fc.integer({ min: 10, max: 19 }) });
    fc.assert(
      fc.property(
        fc.uniqueArray(link, { selector: ({ l, r }) => `${l} ${r}`, minLength: 1, maxLength: 30 }),
        (links) => {
          const [all] = consistencyCurve(
            links.map((one) => ({ ...one, odds: 5 })),
            -2,
          );
          const reached = new Map<number, Set<number>>();
          for (let node = 0; node < 20; node++) reached.set(node, new Set([node]));
          for (const { l, r } of links) {
            const joined = new Set([...(reached.get(l) ?? []), ...(reached.get(r) ?? [])]);
            for (const node of joined) reached.set(node, joined);
          }
          const groups = [...new Set(reached.values())];
          const implied = groups.reduce((sum, { size }) => sum + (size * (size - 1)) / 2, 0);
          expect(all?.precision).toBeCloseTo(links.length / implied, 9);
        },
      ),
    );
  });
});

describe("labels", () => {
  it("change nothing where there are none, and little where they agree", () => {
    expect(calibrated([])).toEqual({ shift: 0, scale: 1 });
    const sure = [-8, -6, 6, 8].map((odds) => ({ odds, match: odds > 0 }));
    const { shift, scale } = calibrated(sure);
    expect(Math.abs(shift)).toBeLessThan(0.1);
    expect(Math.abs(scale - 1)).toBeLessThan(0.1);
  });

  it("move the scores their way, the more of them the further, and never without end", () => {
    const all = (match: boolean, count: number) =>
      calibrated(Array.from({ length: count }, () => ({ odds: 1, match }))).shift;
    expect(all(false, 1)).toBeLessThan(0);
    expect(all(false, 20)).toBeLessThan(all(false, 1));
    expect(all(true, 20)).toBeGreaterThan(0);
    expect(all(false, 10_000)).toBeGreaterThan(-20);
  });
});

describe("a pair under review", () => {
  it("marks the words that only one side has", () => {
    expect(markedParts("Sony TV, black", "black sony set")).toEqual([
      { text: "Sony ", isOwn: false },
      { text: "TV", isOwn: true },
      { text: ", black", isOwn: false },
    ]);
  });

  it("keeps its whole text, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const parts = markedParts(text, other);
        expect(parts.map((part) => part.text).join("")).toBe(text);
      }),
    );
  });

  it("says first what weighs most, for or against", () => {
    const weights = [
      { measure: "", level: -1, words: "before", weight: -3 },
      { measure: "name", level: 2, words: "alike", weight: 1.5 },
      { measure: "phone", level: 1, words: "different", weight: -4 },
      { measure: "mail", level: 0, words: "missing", weight: 0 },
    ];
    const [pair] = queuedPairs(
      [{ left_key: "1", right_key: "2", probability: 0.4, name: 2, phone: 1, mail: 0 }],
      weights,
    );
    expect(pair?.reasons.map(({ measure }) => measure)).toEqual(["phone", "name", "mail"]);
  });
});
