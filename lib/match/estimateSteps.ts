import { largestBlock, placeOf, rankedPairs, type WorkSize } from "./blockSteps.ts";
import type { MatchSetup, Role } from "./setup.ts";
import { type MatchStep, making, rightRecords, sidesOf, workTable } from "./workTables.ts";

/** Left records that are looked at, and pairs of sketches that are compared at most. */
const mostSampled = 300;
const leastSampled = 60;
const mostSketchPairs = 10_000_000;

/** How many of the left records are taken as a sample. */
export function sampleSize(left: number, right: number | null): number {
  const affordable = Math.floor(mostSketchPairs / Math.max(1, right ?? left));
  return Math.min(left, Math.max(leastSampled, Math.min(mostSampled, affordable)));
}

/** Roles whose values are so few or so alike in letters that a sketch of them tells nothing. */
const unsketched: readonly Role[] = ["number", "category"];
const sketchedLength = 40;

/** Whether records have texts of which a sketch can be made. */
export const canSketch = (setup: MatchSetup) =>
  setup.comparisons.some(({ role }) => !unsketched.includes(role));

const sketchBits = 256;
const words64 = Array.from({ length: sketchBits / 64 }, (_, at) => at);
const nearestRecords = 5;
const longList = 10;

/**
 * Steps that search for matches of a sample in a way that no key has a part in: each record becomes a sketch, the set of
 * its groups of three letters hashed to 256 bits (a Bloom filter, as in Schnell, Bachteler and Reiher 2009), each sketch
 * of the sample is compared with all others by Dice's coefficient, and the nearest are kept. Then the candidates of the
 * sample. The table `pairs` has both, for comparing: l, r, w (the coefficient), is_near and is_candidate.
 */
export function estimateSteps(setup: MatchSetup, size: WorkSize, sampled: number): MatchStep[] {
  const { work, right } = setup;
  const table = (which: Parameters<typeof workTable>[1]) => workTable(work, which);
  const other = right ? 1 : 0;
  const likeness = `2.0 * (${words64.map((at) => `bit_count(a.b${at} & b.b${at})::INT`).join(" + ")}) / (a.n + b.n)`;
  const ofSample = `select * from ${table("sketches")} where side = 0 and i in (select i from ${table("sample")})`;
  const near = `select l, unnest(best).r as r from (select a.i as l, max_by({ 'r': b.i }, ${likeness}, ${nearestRecords}) as best
from (${ofSample}) a join (select * from ${table("sketches")} where side = ${other}) b on ${right ? "true" : "a.i <> b.i"} group by a.i)`;
  const found = [
    `select l, r, true as is_near, false as is_candidate from ${table("near")}`,
    `select l, r, false, is_candidate from ${table("listed")}`,
    // Whether neighbours of a record are the same as each other tells how much of their likeness can be believed.
    ...(right
      ? []
      : [
          `select a.r, b.r, false, false from ${table("near")} a join ${table("near")} b on a.l = b.l and a.r < b.r`,
        ]),
  ];
  const ends = right ? "l, r" : "least(l, r) as l, greatest(l, r) as r";
  const pairs = `select p.l, p.r, ${likeness} as w, p.is_near, p.is_candidate
from (select ${ends}, bool_or(is_near) as is_near, bool_or(is_candidate) as is_candidate from (${found.join(" union all ")}) group by 1, 2) p
join ${table("sketches")} a on a.side = 0 and a.i = p.l join ${table("sketches")} b on b.side = ${other} and b.i = p.r`;
  const label = "Searching a sample by letters";
  return [
    making(setup, label, "sample", `select i from ${table("left")} order by hash(i), i limit ${sampled}`),
    making(setup, label, "sketches", sketchQuery(setup)),
    making(setup, label, "near", near),
    making(setup, "Finding candidates of the sample", "listed", listedQuery(setup, size)),
    making(setup, "Comparing the sample", "pairs", pairs),
  ];
}

function sketchQuery(setup: MatchSetup): string {
  const texts = setup.comparisons.flatMap(({ role }, at) =>
    unsketched.includes(role) ? [] : [`left(v${at + 1}::VARCHAR, ${sketchedLength})`],
  );
  const records = sidesOf(setup).map(
    ({ table, at }) =>
      `select ${at} as side, i, ' ' || concat_ws(' ', ${texts.join(", ")}) || ' ' as t from ${workTable(setup.work, table)}`,
  );
  const bits = words64.map(
    (at) => `coalesce(bit_or(1::UBIGINT << (bit % 64)) filter (bit // 64 = ${at}), 0::UBIGINT) as b${at}`,
  );
  const counted = words64.map((at) => `bit_count(b${at})::INT`).join(" + ");
  return `select *, ${counted} as n from (select side, i, ${bits.join(", ")}
from (select side, i, (hash(substr(t, p, 3)) % ${sketchBits})::INT as bit from (select side, i, t, unnest(range(1, greatest(2, length(t) - 1))) as p from (${records.join(" union all ")})))
group by side, i)`;
}

/**
 * The candidates of the sample (l, r, is_candidate), by the lists of its own records and by those of the records that lie
 * near to it; also those that a longer list would have, so that the model is the same however many are wanted.
 */
function listedQuery(setup: MatchSetup, size: WorkSize): string {
  const { chunks, candidates } = size;
  const sample = `(select i from ${workTable(setup.work, "sample")})`;
  const near = `(select r from ${workTable(setup.work, "near")})`;
  const listed = (ends: string, place: string, shared: string, where: string) =>
    `select ${ends}, place <= ${candidates} as is_candidate from (select *, ${place} as place from (${rankedPairs(setup, size, shared)})) where place <= ${Math.max(candidates, longList)}${where}`;
  const own = listed("l, r", placeOf.left, `l.i in ${sample}`, "");
  if (setup.right && chunks > 1) return own;
  const theirs = setup.right
    ? listed("l, r", placeOf.right, `r.i in ${near}`, ` and l in ${sample}`)
    : listed("r as l, l as r", placeOf.left, `l.i in ${near}`, ` and r in ${sample}`);
  return `${own} union all ${theirs}`;
}

/** A row for each rule that gives pairs: rule, keys, pairs, looked, and the largest block's key, n0, n1 and pairs. */
export function ruleCountsSql(setup: MatchSetup, chunks: number): string {
  const pairs = setup.right ? "pairs" : "(pairs / 2)";
  const largest = "arg_max({ 'key': key, 'n0': n0, 'n1': n1 }, pairs)";
  return `select rule::INT as rule, count(*)::DOUBLE as keys, sum(${pairs})::DOUBLE as pairs, coalesce(sum(${pairs}) filter (pairs <= most), 0)::DOUBLE as looked,
(${largest}).key::VARCHAR as key, (${largest}).n0::DOUBLE as n0, (${largest}).n1::DOUBLE as n1, max(${pairs})::DOUBLE as largest, max(pairs > most) as "isCut"
from ${workTable(setup.work, "blocks")}, (select ${largestBlock(setup, chunks)} as most) group by rule order by rule`;
}

/** Every compared pair of the sample: l, r, w, g (its levels), near and candidate. */
export function sampledPairsSql(setup: MatchSetup, levels: number): string {
  const g = Array.from({ length: levels }, (_, at) => `v.g${at + 1}`);
  return `select v.l, v.r, v.w::DOUBLE as w, concat(${g.join(", ") || "''"}) as g, p.is_near as near, p.is_candidate as candidate
from ${workTable(setup.work, "vectors")} v join ${workTable(setup.work, "pairs")} p on p.l = v.l and p.r = v.r order by v.l, v.r`;
}

/** SQL of the number of records of a table. */
export const countSql = (setup: MatchSetup, side: "left" | "right") =>
  `select count(*)::DOUBLE as n from ${side === "left" ? workTable(setup.work, "left") : rightRecords(setup)}`;
