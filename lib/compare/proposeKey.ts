import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { readDuckType } from "../table/numberType.ts";
import type { ColumnPair, ComparedRelation } from "./plan.ts";

/** Roughly how many values a column has on one side, and whether one is missing. */
export interface KeyLook {
  readonly name: string;
  readonly rows: number;
  readonly values: number;
  readonly distinct: number;
}

/** One row a column: `name`, `rows`, `values` and `distinct`, of which the last is an estimate. */
export function keyLookSql({ name: relation }: ComparedRelation, columns: readonly string[]): string {
  return columns
    .map((name) => {
      const column = bareName(name);
      return `select ${quoteLiteral(name)} as "name", count(*)::DOUBLE as "rows", count(${column})::DOUBLE as "values", approx_count_distinct(${column})::DOUBLE as "distinct" from ${bareName(relation)}`;
    })
    .join("\nunion all\n");
}

const unfit = new Set(["FLOAT", "DOUBLE", "BLOB", "BIT", "BOOLEAN", "INTERVAL", "TIME"]);

/** Whether a column's type is one that rows are told apart by. */
export function mayBeKey({ before, after }: ColumnPair): boolean {
  return [before, after].every(({ type }) => {
    const parsed = readDuckType(type);
    if (parsed?.kind === "scalar") return !unfit.has(parsed.name) && parsed.name !== '"NULL"';
    return parsed?.kind === "decimal" || parsed?.kind === "enum";
  });
}

const idLike = /(?:^|[^a-z0-9])(?:id|key|uuid|guid|code|sku|nr|no|number)$|[a-z0-9]I[dD]$/i;
/** An estimate of distinct values is rarely further off. */
const surely = 0.8;
/** So many are tried at most: each is a GROUP BY of both relations. */
const mostTried = 8;
/** Pairs of columns are made of the ones that come first. */
const mostPaired = 12;

/** Keys worth trying, the likeliest first: one column, or two where none alone has enough values. */
export function keyCandidates(before: readonly KeyLook[], after: readonly KeyLook[]): string[][] {
  const fit = before.flatMap((look, at) => {
    const other = after[at];
    if (!other || look.values < look.rows || other.values < other.rows) return [];
    return [{ name: other.name, sides: [look, other] }];
  });
  const byName = [...fit].sort((a, b) => Number(idLike.test(b.name)) - Number(idLike.test(a.name)));
  const isEnough = (columns: typeof fit) =>
    [0, 1].every((side) => {
      const distinct = columns.reduce((product, { sides }) => product * (sides[side]?.distinct ?? 0), 1);
      return distinct >= surely * (columns[0]?.sides[side]?.rows ?? 0);
    });
  const alone = byName.filter((one) => isEnough([one]));
  const rest = byName.filter((one) => !alone.includes(one)).slice(0, mostPaired);
  const pairs = rest.flatMap((one, at) => rest.slice(at + 1).map((other) => [one, other]));
  return [...alone.map((one) => [one]), ...pairs.filter(isEnough)]
    .slice(0, mostTried)
    .map((columns) => columns.map(({ name }) => name));
}
