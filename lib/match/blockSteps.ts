import { quoteLiteral } from "../sql/quote.ts";
import { blockRules } from "./blockRules.ts";
import { rarity, widestField, wordFields } from "./recordSteps.ts";
import type { MatchSetup } from "./setup.ts";
import { adding, type MatchStep, making, recordCount, rightRecords, workTable } from "./workTables.ts";

/**
 * Steps that list what records may share: words, beginnings, ends and sounds of words, and whole values. What many
 * share tells little and costs much, so each key weighs by how rare it is (w). What two records share is the sum of the
 * squares, as in a product of TF-IDF vectors: one code that nobody else has counts for more than many common words.
 */
export function keySteps(setup: MatchSetup): MatchStep[] {
  const { work, right } = setup;
  const keys = blockRules(setup).map(
    ({ texts, key }, rule) => `select side, i, ${key} as key, ${rule}::UTINYINT as rule from (${texts})`,
  );
  const none = "select 0 as side, 0 as i, 0::UBIGINT as key, 0::UTINYINT as rule where false";
  const blocks = `select key, rule, n0, n1, ${right ? "n0 * n1" : "n0 * (n0 - 1)"} as pairs, ln((1.0 + ${recordCount(setup)}) / (n0 + n1)) as w
from (select key, any_value(rule) as rule, count(*) filter (side = 0) as n0, count(*) filter (side = 1) as n1 from ${workTable(work, "keys")} group by key)
where ${right ? "n0 > 0 and n1 > 0" : "n0 > 1"}`;
  return [
    making(setup, "Listing keys", "keys", [none, ...keys].join("\nunion all\n")),
    making(setup, "Counting blocks", "blocks", blocks),
  ];
}

/** Records of the left side that are looked at together; more would take more memory at a time. */
const chunkRecords = 20_000;

/** In how many parts candidates are found, and how many each record may have. */
export interface WorkSize {
  readonly chunks: number;
  readonly candidates: number;
  /** Every pair is a candidate. */
  readonly takesAll: boolean;
}

/** Below so many pairs in all, nothing is saved by leaving some out. */
const fewPairs = 10_000;

/** Candidates are to be at most about this share of all pairs. */
const candidateShare = 0.018;

/** The size of the work for so many records; `right` is null where the left ones are compared with each other. */
export function workSize(
  setup: Pick<MatchSetup, "candidates">,
  left: number,
  right: number | null,
): WorkSize {
  const chunks = Math.max(1, Math.ceil(left / chunkRecords));
  const all = right === null ? (left * left) / 2 : left * right;
  const takesAll = setup.candidates === null && all <= fewPairs;
  if (setup.candidates !== null) return { chunks, candidates: setup.candidates, takesAll };
  const most = right === null ? 20 : 10;
  const fitting = Math.floor((candidateShare * all) / Math.max(1, left + (right ?? 0)));
  return { chunks, candidates: Math.max(2, Math.min(most, fitting)), takesAll };
}

/** How many pairs will be scored at most, and how many there are, besides those that a person decided. */
export function mostPairs(
  setup: Pick<MatchSetup, "candidates">,
  left: number,
  right: number | null,
): { most: number; all: number } {
  const all = right === null ? (left * (left - 1)) / 2 : left * right;
  const { chunks, candidates, takesAll } = workSize(setup, left, right);
  // Where all records are looked at together, those of the right side have candidates of their own.
  const records = right !== null && chunks === 1 ? left + right : left;
  return { most: takesAll ? all : Math.min(all, candidates * records), all };
}

/** Pairs of equal keys that are looked at for each record, before the best of them are taken. */
const looksPerRecord = (chunks: number) => (chunks === 1 ? 300 : 60);

/** The largest block of keys that is looked into: blocks are taken from the smallest on, as far as the looks last. */
export function largestBlock(setup: MatchSetup, chunks: number): string {
  const { work } = setup;
  const looks = `greatest(200000, ${looksPerRecord(chunks)} * (select count(*) from ${workTable(work, "left")}))`;
  return `(select coalesce(max(pairs), 0) from (select pairs, sum(sum(pairs)) over (order by pairs) as looked from ${workTable(work, "blocks")} group by pairs) where looked <= ${looks})`;
}

/** One row: `looks`, the pairs that will be looked at; `lost`, the share of all keys' weight in blocks that are too large. */
export function blockEstimateSql(setup: MatchSetup, chunks: number): string {
  const most = largestBlock(setup, chunks);
  return `select coalesce(sum(pairs) filter (pairs <= most), 0)::DOUBLE as looks, coalesce(sum(w * (n0 + n1)) filter (pairs > most) / sum(w * (n0 + n1)), 0)::DOUBLE as lost
from ${workTable(setup.work, "blocks")}, (select ${most} as most)`;
}

/**
 * Steps that take the candidates (l, r, and w: how much they share): of the records that share keys those that share
 * the most, and the pairs that a person has decided. `chunks` is how many parts the left records are taken in.
 */
export function pairSteps(setup: MatchSetup, size: WorkSize): MatchStep[] {
  const { chunks, takesAll } = size;
  if (takesAll) return [making(setup, "Finding candidates", "pairs", allPairs(setup))];
  const parts = Array.from({ length: chunks }, (_, part) =>
    setup.right ? linkedPairs(setup, size, part) : ownPairs(setup, size, part),
  );
  const [first = "", ...others] = parts;
  return [
    making(setup, "Finding candidates", "pairs", first),
    ...others.map((query) => adding(setup, "Finding candidates", "pairs", query)),
    ...(setup.right || chunks === 1 ? [] : [onceEach(setup)]),
    ...(setup.decisions.length > 0 ? [decidedPairs(setup)] : []),
  ];
}

function allPairs(setup: MatchSetup): string {
  const on = setup.right ? "true" : "a.i < b.i";
  return `select a.i as l, b.i as r, coalesce(s.w, 0) as w
from ${workTable(setup.work, "left")} a join ${rightRecords(setup)} b on ${on} left join (${sharedQuery(setup, 1)}) s on s.l = a.i and s.r = b.i`;
}

/** What records share (l, r, w), of the pairs for which the conditions on l.i and r.i hold; of one relation in both orders. */
function sharedQuery(setup: MatchSetup, chunks: number, ...conditions: readonly string[]): string {
  const table = (which: "keys" | "blocks") => workTable(setup.work, which);
  const other = setup.right ? "r.side = 1" : "r.side = 0 and l.i <> r.i";
  const where = ["l.side = 0", other, ...conditions, `b.pairs <= ${largestBlock(setup, chunks)}`];
  return `select l.i as l, r.i as r, sum(b.w * b.w) as w
from ${table("keys")} l join ${table("blocks")} b on b.key = l.key join ${table("keys")} r on r.key = l.key
where ${where.join(" and ")}
group by l.i, r.i`;
}

/** Of how many times as many pairs as become candidates all words are looked at. */
const lookedAtAgain = 5;

/**
 * The pairs (l, r, w) from which the best become candidates. Of many records few keys can be looked into, and those that
 * share just one of these are many and all the same: of the best of them all words count, also those that many share.
 */
export function rankedPairs(setup: MatchSetup, size: WorkSize, ...conditions: readonly string[]): string {
  const shared = sharedQuery(setup, size.chunks, ...conditions);
  if (size.chunks === 1 || wordFields(setup).length === 0) return shared;
  const words = `w${widestField(setup)}`;
  const common = `list_sum(list_transform(list_intersect(a.${words}, b.${words}), lambda y: power(${rarity("y")}, 2)))`;
  return `select s.l, s.r, s.w + coalesce(${common}, 0) as w
from (select * from (select *, ${placeOf.left} as place from (${shared})) where place <= ${lookedAtAgain * size.candidates}) s
join ${workTable(setup.work, "left")} a on a.i = s.l join ${rightRecords(setup)} b on b.i = s.r`;
}

function rankedInPart(setup: MatchSetup, size: WorkSize, part: number): string {
  return rankedPairs(setup, size, ...(size.chunks === 1 ? [] : [`l.i % ${size.chunks} = ${part}`]));
}

function linkedPairs(setup: MatchSetup, size: WorkSize, part: number): string {
  const { chunks, candidates: most } = size;
  const shared = rankedInPart(setup, size, part);
  // What is best for a right record is known only where all left records are there.
  if (chunks > 1)
    return `select l, r, w from (select *, ${placeOf.left} as nl from (${shared})) where nl <= ${most}`;
  return `select l, r, w from (select *, ${placeOf.left} as nl, ${placeOf.right} as nr from (${shared})) where nl <= ${most} or nr <= ${most}`;
}

/** The place of a pair among those of its left and of its right record; the best have 1. */
export const placeOf = {
  left: "row_number() over (partition by l order by w desc, r)",
  right: "row_number() over (partition by r order by w desc, l)",
} as const;

function ownPairs(setup: MatchSetup, size: WorkSize, part: number): string {
  return `select least(l, r) as l, greatest(l, r) as r, max(w) as w
from (select *, ${placeOf.left} as nl from (${rankedInPart(setup, size, part)}))
where nl <= ${size.candidates} group by all`;
}

function onceEach(setup: MatchSetup): MatchStep {
  const query = `select l, r, max(w) as w from ${workTable(setup.work, "pairs")} group by l, r`;
  return making(setup, "Finding candidates", "pairs", query);
}

/** The decided pairs as rows of texts: lk, rk and yes. */
export function decisionRows({ decisions }: MatchSetup): string {
  const rows = decisions.map(
    ({ left, right, match }) => `(${quoteLiteral(left)}, ${quoteLiteral(right)}, ${match})`,
  );
  return `(values ${rows.join(", ")}) as d(lk, rk, yes)`;
}

/** The decided pairs by the numbers of their records; each once, the latest decision counts. */
export function decidedQuery(setup: MatchSetup): string {
  const ends = setup.right ? "a.i as l, b.i as r" : "least(a.i, b.i) as l, greatest(a.i, b.i) as r";
  return `select ${ends}, last(yes) as yes from ${decisionRows(setup)} join ${workTable(setup.work, "left")} a on a.k::VARCHAR = lk join ${rightRecords(setup)} b on b.k::VARCHAR = rk where ${setup.right ? "true" : "a.i <> b.i"} group by all`;
}

function decidedPairs(setup: MatchSetup): MatchStep {
  const query = `select l, r, 0 from (${decidedQuery(setup)}) anti join ${workTable(setup.work, "pairs")} using (l, r)`;
  return adding(setup, "Finding candidates", "pairs", query);
}
