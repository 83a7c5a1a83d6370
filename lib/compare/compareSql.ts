import { bareName } from "../sql/bareName.ts";
import { quoteLiteral } from "../sql/quote.ts";
import { isInteger } from "./commonType.ts";
import type { ColumnPair, ComparedColumn, ComparedRelation, ComparePlan } from "./plan.ts";

/** The columns of a comparison beside those of its key. */
const ownColumns = ["change", "column", "before", "after"];
const cellType = `STRUCT("column" VARCHAR, "before" VARCHAR, "after" VARCHAR)`;

/** What the key's columns are called in a comparison: as they are, unless one of its own columns is called so. */
export function keyNames({ keys }: Pick<ComparePlan, "keys">): string[] {
  const taken = new Set([...ownColumns, ...keys.map(({ after }) => after.name.toLowerCase())]);
  return keys.map(({ after: { name } }) => {
    if (!ownColumns.includes(name.toLowerCase())) return name;
    let free = `${name}_key`;
    for (let nr = 2; taken.has(free.toLowerCase()); nr++) free = `${name}_key_${nr}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

const typedAs = (expression: string, type: string, as: string) =>
  type === as ? expression : `${expression}::${as}`;
const oldOf = ({ before, as }: ColumnPair) => typedAs(`old.${bareName(before.name)}`, before.type, as);
const newOf = ({ after, as }: ColumnPair) => typedAs(`new.${bareName(after.name)}`, after.type, as);

/**
 * One SELECT with a row for each cell that changed and for each row that was added or removed: the key as it is typed in
 * the relations, `change`, `column`, and the texts `before` and `after`, sorted by key and column. The key must be unique
 * on both sides; rows without one are left out. NULL equals NULL and NaN equals NaN.
 */
export function compareSql(plan: ComparePlan): string {
  const { keys, columns } = plan;
  const outs = keyNames(plan).map(bareName);
  const first = keys[0];
  if (!first) throw new Error("A comparison needs a key.");
  const isAdded = `old.${bareName(first.before.name)} is null`;
  const isRemoved = `new.${bareName(first.after.name)} is null`;
  const differs = columns.map((column) => differsSql(column, plan.text));
  const keyList = keys.map((key, at) => `coalesce(${oldOf(key)}, ${newOf(key)}) as ${outs[at]}`);
  const cells = columns.map((column, at) => {
    const { before, after } = column;
    const texts = `'before': old.${bareName(before.name)}::VARCHAR, 'after': new.${bareName(after.name)}::VARCHAR`;
    return `case when ${differs[at]} then {'column': ${quoteLiteral(after.name)}, ${texts}} end`;
  });
  const whole = `[null::${cellType}]`;
  const cellList =
    cells.length === 0
      ? whole
      : `case when ${isAdded} or ${isRemoved} then ${whole}
    else [
      ${cells.join(",\n      ")}
    ] end`;
  return `with differing as (
  select
    ${keyList.join(",\n    ")},
    case when ${isAdded} then 'added' when ${isRemoved} then 'removed' else 'changed' end as change,
    ${cellList} as cells
  from ${keyedRows(
    plan.before,
    keys.map(({ before }) => before.name),
  )} as old
  full join ${keyedRows(
    plan.after,
    keys.map(({ after }) => after.name),
  )} as new
    on ${keys.map((key) => `${oldOf(key)} = ${newOf(key)}`).join(" and ")}
  where ${[isAdded, isRemoved, ...differs].join("\n    or ")}
)
select ${outs.join(", ")}, change, cell."column" as "column", cell."before" as before, cell."after" as after
from (select ${outs.join(", ")}, change, unnest(cells) as cell from differing)
where change <> 'changed' or cell is not null
order by ${outs.join(", ")}, "column"`;
}

/** The rows that have a key. */
function keyedRows({ name }: ComparedRelation, keys: readonly string[]): string {
  return `(select * from ${bareName(name)} where ${keys.map((key) => `${bareName(key)} is not null`).join(" and ")})`;
}

/** Whether the cells of a column differ: a condition that is never NULL. */
function differsSql(column: ComparedColumn, text: ComparePlan["text"]): string {
  const [a, b] = [comparable(oldOf(column), column, text), comparable(newOf(column), column, text)];
  const exact = `${a} is distinct from ${b}`;
  return column.tolerance > 0 ? `(${exact} and not ${nearSql(column)})` : exact;
}

/** White space that may stand around a text, the no-break space among it. */
const space = `' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)`;

function comparable(value: string, { before, after, as }: ColumnPair, text: ComparePlan["text"]): string {
  // Numbers, dates and the like have no case; texts made of them for a common type have none either.
  if (as !== "VARCHAR" || ![before.type, after.type].includes("VARCHAR")) return value;
  const trimmed = text.trim ? `trim(${value}, ${space})` : value;
  return text.case ? trimmed : `lower(${trimmed})`;
}

/**
 * Whether two numbers are at most the tolerance apart. Of integers exactly; others as DOUBLE, where 20.00 and 19.99 are
 * a little more than 0.01 apart, so that what rounding may have added is allowed for. Infinity is near nothing.
 */
function nearSql(column: ComparedColumn): string {
  const { before, after, tolerance } = column;
  const [a, b] = [`old.${bareName(before.name)}`, `new.${bareName(after.name)}`];
  if (isInteger(before.type) && isInteger(after.type))
    return `coalesce(abs(${a}::HUGEINT - ${b}::HUGEINT) <= ${Math.floor(tolerance)}, false)`;
  const [x, y] = [`${a}::DOUBLE`, `${b}::DOUBLE`];
  const slack = `1e-15 * greatest(abs(${x}), abs(${y}))`;
  return `coalesce(isfinite(${x}) and isfinite(${y}) and abs(${x} - ${y}) <= ${tolerance}::DOUBLE + ${slack}, false)`;
}

/**
 * One row about one side's key: `rows`, `unkeyed` (rows of which a column of the key is NULL), `repeated` (keys that occur
 * more than once), and `example`, one of these as text.
 */
export function keyCheckSql(
  relation: ComparedRelation,
  keys: readonly ColumnPair[],
  side: "before" | "after",
): string {
  const columns = keys.map((key) => ({ name: bareName(key[side].name), type: key[side].type, as: key.as }));
  const isUnkeyed = columns.map(({ name }) => `${name} is null`).join(" or ");
  const values = columns.map(({ name, type, as }, at) => `${typedAs(name, type, as)} as k${at}`);
  const example = columns.map((_, at) => `k${at}::VARCHAR`).join(" || ', ' || ");
  const from = bareName(relation.name);
  return `select (select count(*) from ${from})::DOUBLE as "rows",
  (select count(*) from ${from} where ${isUnkeyed})::DOUBLE as unkeyed,
  count(*)::DOUBLE as repeated, min(${example}) as example
from (select ${values.join(", ")} from ${from} where not (${isUnkeyed}) group by all having count(*) > 1)`;
}
