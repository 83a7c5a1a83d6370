#!/usr/bin/env node
/**
 * How long look-alikes are looked for among 200,000 distinct values, by each method: `node bench/clusters.mjs`. Made-up
 * names of two or three words, a fifth of them slips or other spellings of another. The promise is 10 s for each.
 */
import { importInMemory } from "../bin/bundle/importInMemory.mjs";

const { clusterValues, clusterMethods } = await importInMemory(`
export { clusterValues } from "./lib/cluster/clusterValues.ts";
export { clusterMethods } from "./lib/cluster/clusterMethod.ts";
`);

let state = 1;
function random(below) {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}
const pick = (list) => list[random(list.length)];
const starts = "b c d f g h j k l m n p r s t v w z br ch cl dr fr gr kl pl pr sch sh st th tr".split(" ");
const middles = "a e i o u ai ea ie oo ou".split(" ");
const ends = ["", "", "", "l", "m", "n", "r", "s", "t", "ck", "ng", "nd", "rt", "ss"];
const word = () =>
  Array.from({ length: 1 + random(3) }, () => pick(starts) + pick(middles) + pick(ends)).join("");

const values = new Map();
while (values.size < 160_000)
  values.set(
    `${word()} ${word()}${random(3) === 0 ? ` ${pick(["Ltd", "GmbH", "Inc"])}` : ""}`,
    1 + random(50),
  );
for (const value of [...values.keys()]) {
  if (values.size >= 200_000) break;
  const at = random(value.length);
  const other = [
    value.toUpperCase(),
    value.slice(0, at) + value.slice(at + 1),
    `${value.slice(0, at)}x${value.slice(at + 1)}`,
    value.split(" ").reverse().join(" "),
  ];
  values.set(pick(other), 1);
}
const counted = [...values].map(([value, rows]) => ({ value, rows }));

const rows = [];
for (const { label, strictness } of Object.values(clusterMethods))
  for (const one of strictness) {
    const before = process.cpuUsage();
    const start = performance.now();
    const search = clusterValues(counted, one.method);
    let step = search.next();
    let told = 0;
    for (; !step.done; step = search.next()) told += 1;
    const { user, system } = process.cpuUsage(before);
    rows.push({
      method: label,
      strictness: one.label,
      clusters: step.value.length,
      "told of progress": told,
      seconds: ((performance.now() - start) / 1000).toFixed(1),
      // What it took of the processor, also where others took their share of it meanwhile.
      "cpu seconds": ((user + system) / 1e6).toFixed(1),
    });
  }
console.log(`${counted.length.toLocaleString("en-US")} distinct values`);
console.table(rows);
