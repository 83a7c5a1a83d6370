import type { Column } from "../engine/protocol.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import { matchSql, type TracedRow } from "./matchSql.ts";
import { NotFollowed, sameName, withSql } from "./query.ts";
import type { Item } from "./selectItems.ts";
import type { Block, GroupKey } from "./shapeOf.ts";

/** What is known of one of a block's inputs. */
export interface KnownInput {
  /** Its columns as they are called outside the block. */
  columns: readonly Column[];
  /** The table that its rows lie in, by which they have places; null where they are computed. */
  table: string | null;
}

/** Which items of a block tell its groups, and keys that no item gives. Of a block without groups all items do. */
export interface BlockKeys {
  items: readonly Item[];
  /** Of each of the block's columns, from 0, whether one of these items gives it. */
  told: readonly boolean[];
  missing: readonly string[];
}

/** How a block's columns are called beneath: o1, o2, …; those of an input i1, i2, …, and its row r. */
export const outputName = (at: number) => `o${at + 1}`;
const inputName = (at: number) => `i${at + 1}`;
const keyName = (at: number) => `k${at + 1}`;

/** Reads the keys of a block with `width` columns. Throws NotFollowed. */
export function keysOf(block: Block, inputs: readonly KnownInput[], width: number): BlockKeys {
  const { groupBy, items } = block;
  if (groupBy === null) return { items, told: Array.from({ length: width }, () => true), missing: [] };
  const kept = items.filter((item) => !item.aggregates && !item.windows);
  const missing = groupBy === "all" ? [] : groupBy.filter((key) => !isTold(key, kept, block, inputs));
  return { items: kept, told: toldColumns(items, kept, width), missing: missing.map(({ text }) => text) };
}

function isTold(key: GroupKey, kept: readonly Item[], block: Block, inputs: readonly KnownInput[]): boolean {
  if (key.ordinal !== null) {
    if (block.items.slice(0, key.ordinal - 1).some(({ isStar }) => isStar))
      throw new NotFollowed("It groups by the number of a column behind a *.");
    return true;
  }
  if (kept.some((item) => item.key === key.key)) return true;
  const { name } = key;
  if (name === null)
    return kept.some(({ column }) => column !== null && key.key.endsWith(`. ${column.toLowerCase()}`));
  // As in DuckDB, a column goes before an item of its name.
  const isColumn = inputs.some(({ columns }) => columns.some((column) => sameName(column.name, name)));
  return kept.some(({ column, alias }) => sameName((isColumn ? column : (alias ?? column)) ?? "", name));
}

function toldColumns(items: readonly Item[], kept: readonly Item[], width: number): boolean[] {
  const stars = items.filter(({ isStar }) => isStar).length;
  if (stars > 1) throw new NotFollowed("Which of its columns tell the group is hidden by several *.");
  return items.flatMap((item) => {
    const columns = item.isStar ? width - items.length + 1 : 1;
    return Array.from({ length: Math.max(0, columns) }, () => kept.includes(item));
  });
}

/** An input's own columns as an expression each, and its row's place. */
function inputColumns(block: Block, at: number, known: KnownInput): { rowid: string; columns: string[] } {
  const input = block.inputs[at];
  const qualifier = quoteIdentifier(input?.alias ?? "");
  const named = known.columns.map(({ name }, place) => input?.renamed?.[place] ?? name);
  return {
    rowid: known.table !== null ? `${qualifier}.rowid` : "null",
    columns: named.map((name) => `${qualifier}.${quoteIdentifier(name)}`),
  };
}

function inputAt(inputs: readonly KnownInput[], at: number): KnownInput {
  const known = inputs[at];
  if (!known) throw new NotFollowed("What it reads could not be told.");
  return known;
}

interface Inner {
  items: readonly string[];
  from: string;
  where: string | null;
  groupBy?: string | null;
  having?: string | null;
  window?: string | null;
  qualify?: string | null;
}

/** A SELECT of clauses, each on lines of its own, so that a remark at the end of one swallows nothing. */
export function selectSql({ items, from, where, groupBy, having, window, qualify }: Inner): string {
  const clause = (word: string, text: string | null | undefined) => (text ? `\n${word} ${text}` : "");
  return `select ${items.join("\n, ")}\nfrom ${from}${clause("where", where)}${clause("group by", groupBy)}${clause("having", having)}${clause("window", window)}${clause("qualify", qualify)}\n`;
}

function names(...lists: readonly (readonly string[])[]): string {
  return lists.flat().map(quoteIdentifier).join(", ");
}

/** A block's rows with those of one of its inputs beside them, under the name `traced`, as one row for each pair. */
export interface Beside {
  /** The text behind FROM. */
  from: string;
  /** Names of the block's columns, null for those that are not there; of the input's columns. */
  outputs: readonly (string | null)[];
  inputs: readonly string[];
  keys: readonly string[];
}

export function besideSql(
  block: Block,
  keys: BlockKeys,
  at: number,
  known: readonly KnownInput[],
  without: { where?: boolean; qualify?: boolean } = {},
): Beside {
  const { rowid, columns } = inputColumns(block, at, inputAt(known, at));
  const isGrouped = block.groupBy !== null;
  const told = keys.told.flatMap((isTold, place) => (isTold ? outputName(place) : []));
  const keyNames = keys.missing.map((_, place) => keyName(place));
  const inner = selectSql({
    items: [...keys.items.map(({ text }) => text), ...keys.missing, rowid, ...columns],
    from: block.textWith(known.map(({ table }) => table)),
    where: without.where ? null : block.where,
    window: isGrouped ? null : block.window,
    qualify: isGrouped || without.qualify ? null : block.qualify,
  });
  const inputs = columns.map((_, place) => inputName(place));
  return {
    from: `(${inner}) as traced(${names(told, keyNames, ["r"], inputs)})`,
    outputs: keys.told.map((isTold, place) => (isTold ? outputName(place) : null)),
    inputs,
    keys: keyNames,
  };
}

/** The groups of a block with the keys that no item gives, under the name `groups`. */
export function groupsSql(block: Block, keys: BlockKeys): string {
  const inner = selectSql({
    items: [...block.items.map(({ text }) => text), ...keys.missing],
    from: block.textWith([]),
    where: block.where,
    groupBy: block.groupBy === "all" ? "all" : (block.groupBy ?? []).map(({ text }) => text).join(", "),
    having: block.having,
    window: block.window,
    qualify: block.qualify,
  });
  const all = keys.told.map((_, place) => outputName(place));
  return `(${inner}) as groups(${names(
    all,
    keys.missing.map((_, place) => keyName(place)),
  )})`;
}

/** The columns of `relation` that have the row's values, where they are there. */
export function toldMatch(
  relation: string,
  outputs: readonly (string | null)[],
  { columns, values }: TracedRow,
  isComputed: boolean,
): string[] {
  return outputs.flatMap((name, at) => {
    const type = columns[at]?.type;
    if (name === null || type === undefined) return [];
    return matchSql(`${relation}.${quoteIdentifier(name)}`, type, values[at] ?? null, isComputed);
  });
}

/** A query over one input of a block whose rows made a row. Every column is text; the first one is the row's place. */
export interface InputRows {
  /** The first `most`. */
  rows(most: number): string;
  count: string;
}

/** The rows of the input `at` that made a row of the block. Throws NotFollowed. */
export function inputRows(
  block: Block,
  at: number,
  inputs: readonly KnownInput[],
  row: TracedRow,
): InputRows {
  const known = inputAt(inputs, at);
  const keys = keysOf(block, inputs, row.columns.length);
  const beside = besideSql(block, keys, at, inputs);
  const isJoined = block.joins > 0;
  const conditions = [
    ...toldMatch("traced", beside.outputs, row, isComputed(block)),
    ...(keys.missing.length === 0 ? [] : [isOfGroup(block, keys, row)]),
    // The side of an outer join that found no partner.
    ...(isJoined ? [known.table !== null ? "traced.r is not null" : someValue(beside.inputs)] : []),
  ];
  const where = conditions.length === 0 ? "" : `\nwhere ${conditions.join("\n  and ")}`;
  const named = ["r", ...beside.inputs];
  const list = named.map((name) => `cast(traced.${name} as varchar)`).join(", ");
  const with_ = withSql(block.parts);
  const body = `from ${beside.from}${where}`;
  // Of a join each of its rows is one of as many pairs as it has partners.
  const once = `from (select distinct ${named.map((name) => `traced.${name}`).join(", ")} ${body}) as traced`;
  return {
    rows: (most) =>
      isJoined
        ? `${with_}select ${list}\n${once}\norder by traced.r limit ${most}`
        : `${with_}select ${list}\n${body}\nlimit ${most}`,
    count: `${with_}select cast(count(*) as varchar) ${isJoined ? once : body}`,
  };
}

function isOfGroup(block: Block, keys: BlockKeys, row: TracedRow): string {
  const same = keys.missing.map(
    (_, at) => `groups.${keyName(at)} is not distinct from traced.${keyName(at)}`,
  );
  const all = keys.told.map((_, at) => outputName(at));
  return `exists (select 1 from ${groupsSql(block, keys)} where ${[...toldMatch("groups", all, row, true), ...same].join(" and ")})`;
}

/** Whether its values are computed over several rows, here or in a part that it reads. */
export function isComputed({ windows, inputs }: Block): boolean {
  return windows || inputs.some(({ reads }) => reads.kind === "query");
}

function someValue(columns: readonly string[]): string {
  return `not (${columns.map((name) => `traced.${name} is null`).join(" and ")})`;
}
