import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance } from "../likeness/editDistance.ts";
import { chosenMapping, firstChoice } from "./clusterChoice.ts";
import { type ClusterMethod, type CountedValue, clusterMethods } from "./clusterMethod.ts";
import { clusterValues } from "./clusterValues.ts";
import { cologne } from "./cologne.ts";
import { fingerprint, ngramFingerprint, plainText } from "./fingerprints.ts";
import { metaphone } from "./metaphone.ts";
import { pairsByEdits } from "./nearPairs.ts";

function clustersOf(counts: Record<string, number>, method: ClusterMethod) {
  const values = Object.entries(counts).map(([value, rows]) => ({ value, rows }));
  const search = clusterValues(values, method);
  let step = search.next();
  while (!step.done) step = search.next();
  return step.value;
}

const groups = (counts: Record<string, number>, method: ClusterMethod) =>
  clustersOf(counts, method).map(({ canonical, members }) => [
    canonical,
    ...members.slice(1).map(({ value }) => value),
  ]);

const methods = Object.values(clusterMethods).flatMap(({ strictness }) =>
  strictness.map(({ method }) => method),
);

describe("keys of texts", () => {
  it("look through capitals, accents, marks and the order of words", () => {
    expect(fingerprint(" Straße, Café  du Nord ")).toBe(fingerprint("cafe nord du STRASSE"));
    expect(ngramFingerprint("Data Base", 2)).toBe(ngramFingerprint("database", 2));
    expect(plainText("Ｆｕｌｌ width")).toBe("full width");
  });

  // Codes by the published rules: Philips 1990, Postel 1969.
  it.each([
    ["Knight", "NT"],
    ["Philip", "FLP"],
    ["Wright", "RT"],
    ["Which", "WX"],
    ["Xavier", "SFR"],
    ["dumb", "TM"],
    ["edge", "EJ"],
    ["nation", "NXN"],
    ["science", "SNS"],
    ["thing", "0NK"],
  ])("sound in English: %s is %s", (word, code) => {
    expect(metaphone(word)).toBe(code);
  });

  it.each([
    ["Müller-Lüdenscheidt", "65752682"],
    ["Wikipedia", "3412"],
    ["Breschnew", "17863"],
    ["Meyer", "67"],
    ["Maier", "67"],
    ["Philipp", "351"],
    ["Xaver", "4837"],
    ["Acht", "042"],
  ])("sound in German: %s is %s", (word, code) => {
    expect(cologne(word)).toBe(code);
  });
});

describe("clusters", () => {
  it("propose the most frequent value, and of equally frequent ones the best formed", () => {
    expect(
      groups({ "SÃO PAULO": 1, "New York": 10, "new york ": 3, "NEW YORK": 2 }, { kind: "fingerprint" }),
    ).toEqual([["New York", "new york ", "NEW YORK"]]);
    expect(groups({ ACME: 5, Acme: 5, "acme.": 5 }, { kind: "fingerprint" })[0]?.[0]).toBe("Acme");
  });

  it("gather what sounds alike, and never values with other numbers", () => {
    expect(groups({ Meyer: 5, Maier: 3, Schulz: 1 }, { kind: "cologne" })).toEqual([["Meyer", "Maier"]]);
    expect(groups({ "Filip 1": 5, "Philip 1": 3, "Philip 2": 1 }, { kind: "metaphone" })).toEqual([
      ["Filip 1", "Philip 1"],
    ]);
    expect(
      groups({ "Station 12": 5, "Station 13": 4, "Sation 12": 1 }, { kind: "levenshtein", edits: 1 }),
    ).toEqual([["Station 12", "Sation 12"]]);
  });

  it("make no chains: the ends of a group are near its centre", () => {
    const found = groups({ aaaaa: 9, aaaab: 5, aaabb: 4, aabbb: 3 }, { kind: "levenshtein", edits: 1 });
    expect(found).toEqual([
      ["aaaaa", "aaaab"],
      ["aaabb", "aabbb"],
    ]);
  });

  it("find swapped letters at one edit, and what begins alike by Jaro-Winkler", () => {
    expect(groups({ Hamburg: 9, Hambrug: 1 }, { kind: "levenshtein", edits: 1 })).toEqual([
      ["Hamburg", "Hambrug"],
    ]);
    expect(groups({ Birmingham: 9, Birmingam: 1 }, { kind: "jaro-winkler", least: 0.96 })).toEqual([
      ["Birmingham", "Birmingam"],
    ]);
  });

  it("hold each value at most once, with its rows, whatever the values and the method", () => {
    const value = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.stringMatching(/^[abAB .é]{0,8}$/),
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ value, rows: fc.integer({ min: 1, max: 9 }) }), {
          selector: (one) => one.value,
          maxLength: 40,
        }),
        fc.constantFrom(...methods),
        (values: CountedValue[], method) => {
          const clusters = clustersOf(Object.fromEntries(values.map((one) => [one.value, one.rows])), method);
          const members = clusters.flatMap((cluster) => cluster.members);
          expect(new Set(members.map((one) => one.value)).size).toBe(members.length);
          for (const { canonical, members: all } of clusters) {
            expect(all.length).toBeGreaterThan(1);
            expect(all[0]?.value).toBe(canonical);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("pairs within one edit", () => {
  it("are those that comparing all with all finds", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[abc]{4,10}$/), { maxLength: 40 }), (texts) => {
        const found = new Set<string>();
        for (const _ of pairsByEdits(texts, 1, (a, b) => found.add(`${a} ${b}`)));
        const all: string[] = [];
        for (let a = 0; a < texts.length; a += 1)
          for (let b = a + 1; b < texts.length; b += 1)
            if (editDistance(texts[a] ?? "", texts[b] ?? "") <= 1) all.push(`${a} ${b}`);
        expect([...found].sort()).toEqual(all.sort());
      }),
      { numRuns: 200 },
    );
  });
});

describe("what was chosen", () => {
  const clusters = clustersOf({ Oslo: 9, oslo: 2, OSLO: 1 }, { kind: "fingerprint" });

  it("maps ticked values of ticked clusters to the value that was typed, and nothing else", () => {
    expect(chosenMapping(clusters, clusters.map(firstChoice))).toEqual({ values: {}, rows: 0 });
    const choice = { isOn: true, canonical: "Oslo", left: new Set(["OSLO"]) };
    expect(chosenMapping(clusters, [choice])).toEqual({ values: { oslo: "Oslo" }, rows: 2 });
    expect(chosenMapping(clusters, [{ ...choice, canonical: "Kristiania" }])).toEqual({
      values: { Oslo: "Kristiania", oslo: "Kristiania" },
      rows: 11,
    });
    expect(chosenMapping(clusters, [{ ...choice, canonical: "" }]).values).toEqual({});
  });
});
