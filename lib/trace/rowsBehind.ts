import type { Column } from "../engine/protocol.ts";
import { inputRows, type KnownInput, outputName } from "./blockSql.ts";
import type { Input } from "./fromInputs.ts";
import { matchSql, type Text, type TracedRow } from "./matchSql.ts";
import { NotFollowed, type Query, querySql, sameName, withSql } from "./query.ts";
import { relationSql, tableOf } from "./relationSql.ts";
import { type Block, type SetOperation, type Shape, shapeOf } from "./shapeOf.ts";

/** Asks the engine; both reject with its words. */
export interface TraceEngine {
  /** Rows of a query whose columns are all text. */
  texts(sql: string, most: number): Promise<readonly (readonly Text[])[]>;
  columns(sql: string): Promise<readonly Column[]>;
}

/** So many rows of each input are told. */
export const mostRows = 100;

/** A row of an input. */
export interface BehindRow {
  /** Its place in its table, from 0; null where that has none. */
  place: number | null;
  values: readonly Text[];
}

/** One relation that a query reads, and those of its rows that made a row of the query. */
export interface Behind {
  label: string;
  /** A relation of the notebook by its name, or a part of the query by its own. */
  of: { kind: "relation"; name: string } | { kind: "part"; query: Query; isLast: boolean };
  columns: readonly Column[];
  /** The first ones. */
  rows: readonly BehindRow[];
  /** How many there are. */
  count: number;
}

export interface RowsBehind {
  /** The part of the query that made the row, where the query only passes it on. */
  maker: string | null;
  behind: readonly Behind[];
  /** How a row of the query is made of these: as one of theirs, of a group, as a row that a member of UNION has. */
  how: "row" | "group" | "all" | "member";
  /** What is to be known beside, one sentence each. */
  notes: readonly string[];
}

/**
 * The rows that made a row of a query, of each relation that the query reads. Throws NotFollowed where they cannot be
 * told, and the engine's words where it fails. `tables` answers whether a relation is a table.
 */
export async function rowsBehind(asked: Query, row: TracedRow, engine: TraceEngine): Promise<RowsBehind> {
  const { shape, maker } = unwrapped(asked);
  if (shape.kind === "set") return { ...(await membersBehind(shape, row, engine)), maker };
  const known = await Promise.all(shape.inputs.map((input) => knownInput(input, engine)));
  const behind: Behind[] = [];
  for (const [at, input] of shape.inputs.entries()) {
    const { reads } = input;
    if (reads.kind === "call") continue;
    const sql = inputRows(shape, at, known, row);
    const { rows, count } = await firstRows(sql.rows, sql.count, engine);
    const columns = known[at]?.columns ?? [];
    behind.push(
      reads.kind === "relation"
        ? { label: reads.name, of: { kind: "relation", name: reads.name }, columns, rows, count }
        : {
            label: reads.label,
            of: { kind: "part", query: reads.query, isLast: reads.readsItself },
            columns,
            rows,
            count,
          },
    );
  }
  if (behind.length === 0) throw new NotFollowed(leafWords(shape));
  const how = shape.groupBy === null ? "row" : shape.groupBy.length === 0 ? "all" : "group";
  return { maker, behind, how, notes: notesOf(shape) };
}

/** A query that only passes on all rows of a part is that part, whose name is then told. */
export function unwrapped(query: Query): { query: Query; shape: Shape; maker: string | null } {
  const shape = shapeOf(query);
  const part = shape.kind === "set" ? null : passedOn(shape);
  if (!part) return { query, shape, maker: null };
  const inner = unwrapped(part.query);
  return { ...inner, maker: inner.maker ?? part.label };
}

function passedOn(block: Block): { query: Query; label: string } | null {
  const [input] = block.inputs;
  const [item] = block.items;
  const isPassing =
    block.inputs.length === 1 &&
    block.joins === 0 &&
    block.items.length === 1 &&
    item?.key === "*" &&
    block.where === null &&
    block.groupBy === null &&
    block.qualify === null &&
    block.distinct === "no" &&
    !block.isLimited;
  if (!isPassing || input?.reads.kind !== "query" || input.renamed) return null;
  return input.reads.readsItself || input.reads.renamed ? null : input.reads;
}

function leafWords({ inputs }: Block): string {
  const calls = inputs.flatMap(({ reads }) => (reads.kind === "call" ? reads.label : []));
  return calls.length === 0
    ? "It reads no relation."
    : `Its rows are made by ${calls.join(" and ")}, and come of no relation.`;
}

function notesOf(block: Block): string[] {
  const notes: string[] = [];
  if (block.windows)
    notes.push("Some values are computed over other rows too (a window), which are not shown.");
  if (block.looks.length > 0)
    notes.push(`${block.looks.join(" and ")} only decides which rows stay (SEMI or ANTI JOIN).`);
  if (block.within.length > 0)
    notes.push(
      `A query within an expression also reads ${block.within.join(", ")}; those rows are not followed.`,
    );
  if (block.distinct !== "no" || block.isLimited)
    notes.push(
      "Rows with equal values were left out of it as well (DISTINCT, LIMIT or a sample), and are shown with it.",
    );
  return notes;
}

/** What the engine says of an input. */
export async function knownInput({ reads }: Input, engine: TraceEngine): Promise<KnownInput> {
  if (reads.kind === "call") return { columns: [], table: null };
  if (reads.kind === "relation") {
    const asked = engine.columns(`select * from ${relationSql(reads.name)} limit 0`);
    // Temporary tables are seen by the connection that made them, and by no other.
    const columns = await asked.catch((thrown: unknown) => {
      if (!/does not exist/.test(String(thrown))) throw thrown;
      throw new NotFollowed(
        `${reads.name} is not there any more, or is a temporary table, which only its cell can read.`,
      );
    });
    return { columns, table: await tableOf(reads.name, columns, engine) };
  }
  const columns = await engine.columns(`select * from (${querySql(reads.query)}\n) limit 0`);
  const { renamed } = reads;
  return {
    columns: renamed
      ? columns.map((column, at) => ({ ...column, name: renamed[at] ?? column.name }))
      : columns,
    table: null,
  };
}

async function membersBehind(
  shape: SetOperation,
  row: TracedRow,
  engine: TraceEngine,
): Promise<Omit<RowsBehind, "maker">> {
  const behind: Behind[] = [];
  const members = shape.by === "except" ? shape.members.slice(0, 1) : shape.members;
  for (const [at, query] of members.entries()) {
    const columns = await engine.columns(`select * from (${querySql(query)}\n) limit 0`);
    const names = columns.map((_, place) => outputName(place));
    const body = `from (${query.text}\n) as traced(${names.join(", ")})\nwhere ${memberMatch(row, columns, names, shape.isByName)}`;
    const list = ["cast(null as varchar)", ...names.map((name) => `cast(${name} as varchar)`)].join(", ");
    const start = withSql(query.parts);
    const told = await firstRows(
      (most) => `${start}select ${list}\n${body}\nlimit ${most}`,
      `${start}select cast(count(*) as varchar) ${body}`,
      engine,
    );
    const label = shape.by === "except" ? "the rows before EXCEPT" : `part ${at + 1} of ${members.length}`;
    behind.push({ label, of: { kind: "part", query, isLast: false }, columns, ...told });
  }
  const notes = shape.by === "except" ? ["What EXCEPT takes away has no part in the rows that stay."] : [];
  return {
    behind: shape.by === "union" ? behind.filter(({ count }) => count > 0) : behind,
    how: "member",
    notes,
  };
}

/** The row is one of a member's, in the types of the whole, which may be wider. */
function memberMatch(
  row: TracedRow,
  columns: readonly Column[],
  names: readonly string[],
  isByName: boolean,
): string {
  const placeOf = (name: string, at: number) =>
    isByName ? columns.findIndex((column) => sameName(column.name, name)) : at;
  const conditions = row.columns.map(({ name, type }, at) => {
    const [place, text] = [placeOf(name, at), row.values[at] ?? null];
    const column = columns[place];
    // What a member lacks is NULL.
    if (!column) return text === null ? "true" : "false";
    const own = `traced.${names[place]}`;
    return matchSql(column.type === type ? own : `cast(${own} as ${type})`, type, text, true);
  });
  return conditions.join(" and ") || "true";
}

/** The first rows of a query, the place first, and how many it has: counted only where there are more. */
export async function firstRows(
  rows: (most: number) => string,
  count: string,
  engine: TraceEngine,
): Promise<{ rows: BehindRow[]; count: number }> {
  const found = await engine.texts(rows(mostRows + 1), mostRows + 1);
  const told = found.slice(0, mostRows).map(([place, ...values]) => ({
    place: place === null || place === undefined ? null : Number(place),
    values,
  }));
  if (found.length <= mostRows) return { rows: told, count: found.length };
  const [[counted] = []] = await engine.texts(count, 1);
  return { rows: told, count: Number(counted ?? told.length) };
}
