import { canonicalValue } from "./canonicalValue.ts";
import type { Cluster, ClusterMethod, CountedValue } from "./clusterMethod.ts";
import { cologne } from "./cologne.ts";
import { fingerprint, ngramFingerprint, plainText } from "./fingerprints.ts";
import { metaphone } from "./metaphone.ts";
import { pairsByEdits, pairsByLikeness } from "./nearPairs.ts";

/** How many values are given a key between two looks at the clock. */
const slice = 5000;

/**
 * Groups values that look alike, the largest groups by rows first. A generator, so that whoever runs it can stop it and
 * tell how far it is: it yields that from 0 to 1, and returns the clusters.
 */
export function* clusterValues(
  values: readonly CountedValue[],
  method: ClusterMethod,
): Generator<number, Cluster[]> {
  const groups =
    method.kind === "levenshtein" || method.kind === "jaro-winkler"
      ? yield* nearGroups(values, method)
      : yield* keyGroups(values, keyOf(method));
  return groups
    .map((group): Cluster => {
      const canonical = canonicalValue(group);
      const rank = ({ value, rows }: CountedValue) => (value === canonical ? Number.POSITIVE_INFINITY : rows);
      return { canonical, members: group.sort((a, b) => rank(b) - rank(a) || (a.value < b.value ? -1 : 1)) };
    })
    .sort((a, b) => rowsOf(b) - rowsOf(a) || (a.canonical < b.canonical ? -1 : 1));
}

const rowsOf = ({ members }: Cluster) => members.reduce((sum, { rows }) => sum + rows, 0);

function keyOf(
  method: Exclude<ClusterMethod, { kind: "levenshtein" | "jaro-winkler" }>,
): (value: string) => string {
  if (method.kind === "fingerprint") return fingerprint;
  if (method.kind === "ngram") return (value) => ngramFingerprint(value, method.n);
  const sound = method.kind === "metaphone" ? metaphone : cologne;
  // Numbers have no sound: they tell values apart as they are.
  return (value) =>
    plainText(value)
      .split(" ")
      .map((word) => (/\d/.test(word) ? word : sound(word)))
      .join(" ")
      .trim();
}

function* keyGroups(
  values: readonly CountedValue[],
  keyFor: (value: string) => string,
): Generator<number, CountedValue[][]> {
  const groups = new Map<string, CountedValue[]>();
  for (const [at, value] of values.entries()) {
    const key = keyFor(value.value);
    if (key !== "") {
      const there = groups.get(key);
      if (there) there.push(value);
      else groups.set(key, [value]);
    }
    if (at % slice === slice - 1) yield at / values.length;
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * Each frequent value gathers what is near itself, the nearest frequent one first: no chains, in which the ends of a
 * group look nothing like each other.
 */
function* nearGroups(
  values: readonly CountedValue[],
  method: Extract<ClusterMethod, { kind: "levenshtein" | "jaro-winkler" }>,
): Generator<number, CountedValue[][]> {
  // What has the same words is the same before anything is compared.
  const byText = new Map<string, CountedValue[]>();
  for (const [at, value] of values.entries()) {
    const text = plainText(value.value);
    if (text !== "") byText.set(text, [...(byText.get(text) ?? []), value]);
    if (at % slice === slice - 1) yield (0.15 * at) / values.length;
  }
  const texts = [...byText.keys()];
  // "Unit 12" is not "Unit 13" mistyped: what is near has the same numbers.
  const numbers = texts.map((text) => (/\d/.test(text) ? text.replace(/\D+/g, " ").trim() : ""));
  const near = new Map<number, { other: number; distance: number }[]>();
  const add = (a: number, b: number, distance: number) => {
    const there = near.get(a);
    if (there) there.push({ other: b, distance });
    else near.set(a, [{ other: b, distance }]);
  };
  const onPair = (a: number, b: number, distance: number) => {
    if (numbers[a] !== numbers[b]) return;
    add(a, b, distance);
    add(b, a, distance);
  };
  const pairs =
    method.kind === "levenshtein"
      ? pairsByEdits(texts, method.edits, onPair)
      : pairsByLikeness(texts, method.least, onPair);
  for (const done of pairs) yield 0.15 + 0.8 * done;
  const rows = texts.map((text) => (byText.get(text) ?? []).reduce((sum, one) => sum + one.rows, 0));
  const centre = new Map<number, number>();
  const order = [...near.keys()].sort((a, b) => (rows[b] ?? 0) - (rows[a] ?? 0) || a - b);
  for (const id of order) {
    if (centre.has(id)) continue;
    centre.set(id, id);
    for (const { other } of (near.get(id) ?? []).sort((a, b) => a.distance - b.distance))
      if (!centre.has(other)) centre.set(other, id);
  }
  const groups = new Map<number, CountedValue[]>();
  for (const [id, text] of texts.entries()) {
    const at = centre.get(id) ?? id;
    groups.set(at, [...(groups.get(at) ?? []), ...(byText.get(text) ?? [])]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
