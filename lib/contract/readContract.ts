import { isMap, isScalar, isSeq, type Node } from "yaml";
import type { Outcome } from "../engine/protocol.ts";
import { parseDuckType } from "../table/duckType.ts";
import { entriesOf, isNothing, type Part, readPlaced, wrong } from "../yaml/placed.ts";
import {
  type Contract,
  type FindingName,
  findingNames,
  type Level,
  levels,
  type PinnedColumn,
  type Spread,
} from "./contract.ts";

const keys = ["rows", "columns", "map", "levels"];
const columnKeys = ["name", "type", "nulls", "bins", "lengths", "values"];

/** Reads a contract's text, YAML that may be empty. An error stands at its line and column and says what to try. */
export function readContract(source: string): Outcome<Contract> {
  // Column names and values are texts whatever they look like: 007 stays 007.
  return readPlaced(source, `Keys are ${keys.join(", ")}.`, read);
}

function read(root: Part): Contract {
  const entries = entriesOf(root, "The contract", keys);
  const columns = entries.get("columns");
  return {
    pinned: isNothing(columns)
      ? null
      : {
          rows: numberIf(entries.get("rows"), "rows", Number.POSITIVE_INFINITY),
          columns: columnsOf(columns),
        },
    map: new Map(
      [...entriesOf(entries.get("map"), "map", null)].map(([name, value]) => [
        name,
        isNothing(value) ? null : textOf(value, `map of ${name}`),
      ]),
    ),
    levels: new Map(
      [...entriesOf(entries.get("levels"), "levels", findingNames)].map(([name, value]) => [
        name as FindingName,
        levelOf(value, name),
      ]),
    ),
  };
}

function columnsOf(node: Part): PinnedColumn[] {
  const seen = new Set<string>();
  return listOf(node, "columns").map((item) => {
    const column = columnOf(item);
    const key = column.name.toLowerCase();
    if (seen.has(key)) wrong(`"${column.name}" is pinned twice.`, "Take one of them out.", item);
    seen.add(key);
    return column;
  });
}

function columnOf(node: Part): PinnedColumn {
  if (!isMap(node)) wrong("This is no column.", "Write { name: id, type: BIGINT }.", node);
  const entries = entriesOf(node, "A pinned column", columnKeys);
  for (const needed of ["name", "type"])
    if (isNothing(entries.get(needed)))
      wrong(`This column does not say its ${needed}.`, "Write { name: id, type: BIGINT }.", node);
  return {
    name: textOf(entries.get("name"), "name"),
    type: typeOf(entries.get("type")),
    nulls: numberIf(entries.get("nulls"), "nulls", 1),
    spread: spreadOf(entries),
  };
}

/** A type as DuckDB names it; it becomes part of a statement, and any other text would, too. */
function typeOf(node: Part): string {
  const type = textOf(node, "type");
  try {
    parseDuckType(type);
    return type;
  } catch {
    const hint = "Write it as DuckDB does: BIGINT, DECIMAL(10,2), VARCHAR[].";
    wrong(`"${type}" is no type.`, hint, node);
  }
}

function spreadOf(entries: ReadonlyMap<string, Part>): Spread | null {
  for (const by of ["bins", "lengths"] as const) {
    const node = entries.get(by);
    if (isNothing(node)) continue;
    const parts = entriesOf(node, by, ["edges", "shares"]);
    const edges = listOf(parts.get("edges"), "edges").map((one) => numberOf(one, "edge"));
    const shares = listOf(parts.get("shares"), "shares").map((one) => numberOf(one, "share", 1));
    const areRising = edges.every((edge, at) => at === 0 || edge > (edges[at - 1] ?? edge));
    if (edges.length > 0 && areRising && shares.length === edges.length + 1) return { by, edges, shares };
    wrong(`These ${by} do not fit together.`, "Edges rise, and there is one share more than edges.", node);
  }
  const node = entries.get("values");
  if (isNothing(node)) return null;
  const values = [...entriesOf(node, "values", null)];
  return {
    by: "values",
    values: values.map(([value]) => value),
    shares: values.map(([value, share]) => numberOf(share, `share of ${value}`, 1)),
  };
}

function listOf(node: Part, what: string): Part[] {
  if (isSeq<Node | null>(node)) return node.items;
  wrong(`"${what}" is a list.`, "Write [a, b], or one a line after a dash.", node);
}

function levelOf(node: Part, name: string): Level {
  const level = levels.find((one) => isScalar(node) && one === node.value);
  if (level) return level;
  wrong(`"${name}" has no such level.`, `Levels are ${levels.join(", ")}.`, node);
}

/** null where nothing stands there. */
function numberIf(node: Part, what: string, most: number): number | null {
  return isNothing(node) ? null : numberOf(node, what, most);
}

function numberOf(node: Part, what: string, most?: number): number {
  const value = isScalar(node) ? node.value : null;
  if (isNothing(node) && most !== undefined) return 0;
  const isIn = typeof value === "number" && Number.isFinite(value);
  if (isIn && (most === undefined || (value >= 0 && value <= most))) return value;
  const range = most === undefined ? "" : most === 1 ? " from 0 to 1" : " from 0 on";
  wrong(`The ${what} is no number${range}.`, "Pin it anew, or mend it.", node);
}

/** A scalar's text as it is written. */
function textOf(node: Part, what: string): string {
  if (isScalar(node))
    return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
  wrong(`The ${what} is no text.`, "Write it in quotes.", node);
}
