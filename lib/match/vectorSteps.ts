import { measuresOf } from "./measures.ts";
import { isSpelt } from "./normalise.ts";
import { allWordFields, hasCodes, rarity } from "./recordSteps.ts";
import type { MatchSetup } from "./setup.ts";
import { adding, type MatchStep, making, recordCount, rightRecords, workTable } from "./workTables.ts";

/** Steps that give every candidate its level in each measure (g1, g2, …), in as many parts as its finding. */
export function vectorSteps(setup: MatchSetup, chunks: number): MatchStep[] {
  const parts = Array.from({ length: chunks }, (_, part) => {
    const inPart = chunks === 1 ? "" : `where p.l % ${chunks} = ${part}`;
    const levels = measuresOf(setup).map(({ sql }, at) => `(${sql})::UTINYINT as g${at + 1}`);
    return `select l, r, w, ${levels.join(",\n")}\nfrom (${comparedQuery(setup, inPart)})`;
  });
  const [first = "", ...others] = parts;
  return [
    making(setup, "Comparing candidates", "vectors", first),
    ...others.map((query) => adding(setup, "Comparing candidates", "vectors", query)),
  ];
}

/** The candidates with both values of each comparison and what the measures need to know of them. */
function comparedQuery(setup: MatchSetup, where: string): string {
  const values = setup.comparisons.flatMap(({ role }, at) => {
    const f = at + 1;
    const both = [`l.v${f} as a${f}`, `r.v${f} as b${f}`];
    return isSpelt(role) ? [...both, `jaro_winkler_similarity(l.v${f}, r.v${f}) as j${f}`] : both;
  });
  const shared = allWordFields(setup).map(
    (f) => `list_intersect(l.w${f}, r.w${f}) as s${f}, l.n${f} * r.n${f} as n${f}`,
  );
  const columns = [...values, ...shared, ...(hasCodes(setup) ? [sharedCodes] : [])];
  const pairs = `select p.l, p.r, p.w, (select ln(1.0 + ${recordCount(setup)})) as rarest, ${columns.join(",\n")}
from ${workTable(setup.work, "pairs")} p join ${workTable(setup.work, "left")} l on l.i = p.l join ${rightRecords(setup)} r on r.i = p.r ${where}`;
  const cosines = allWordFields(setup).flatMap((f) => wordFigures(setup, f));
  return cosines.length === 0 ? pairs : `select *, ${cosines.join(",\n")}\nfrom (${pairs})`;
}

function wordFigures(setup: MatchSetup, f: number): string[] {
  const sum = (of: string) => `coalesce(list_sum(list_transform(s${f}, lambda y: ${of})), 0)`;
  const cosine = `${sum(`power(${rarity("y")}, 2)`)} / n${f}`;
  const common = sum(rarity("y"));
  const role = setup.comparisons[f - 1]?.role;
  if (role && isSpelt(role)) return [`${cosine} as c${f}`, `${common} as x${f}`];
  // Two texts of a few common words are not alike because they have nothing else.
  return [`${cosine} * least(1, ${common} / (1.5 * rarest)) as c${f}`];
}

const inside = (codes: string, text: string) =>
  `len(list_filter(${codes}, lambda y: length(y) >= 5 and contains(${text}, y))) > 0`;

const sharedCodes = `case when coalesce(len(l.codes), 0) = 0 or coalesce(len(r.codes), 0) = 0 then 0
when list_has_any(l.codes, r.codes) then 3
when ${inside("l.codes", "r.squashed")} or ${inside("r.codes", "l.squashed")} then 2 else 1 end as codes`;
