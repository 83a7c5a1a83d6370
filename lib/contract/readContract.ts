import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { EngineError, Outcome } from "../engine/protocol.ts";
import { parseDuckType } from "../table/duckType.ts";
import {
  type Contract,
  type FindingName,
  findingNames,
  type Level,
  levels,
  type PinnedColumn,
  type Spread,
} from "./contract.ts";

class ContractTextError extends Error {
  constructor(
    message: string,
    readonly hint: string,
    readonly at: number,
  ) {
    super(message);
  }
}

type MaybeNode = Node | null | undefined;

const keys = ["rows", "columns", "map", "levels"];
const columnKeys = ["name", "type", "nulls", "bins", "lengths", "values"];

/** Reads a contract's text, YAML that may be empty. An error stands at its line and column and says what to try. */
export function readContract(source: string): Outcome<Contract> {
  const lines = new LineCounter();
  try {
    return { ok: true, value: read(source, lines) };
  } catch (thrown) {
    if (!(thrown instanceof ContractTextError)) throw thrown;
    const { line, col } = lines.linePos(thrown.at);
    const place: Pick<EngineError, "line" | "column"> = { line: Math.max(1, line), column: Math.max(1, col) };
    return { ok: false, error: { code: "sql", message: thrown.message, hint: thrown.hint, ...place } };
  }
}

function read(source: string, lineCounter: LineCounter): Contract {
  // Column names and values are texts whatever they look like: 007 stays 007.
  const document = parseDocument<Node>(source, { lineCounter, logLevel: "silent", prettyErrors: false });
  const [problem] = document.errors;
  if (problem)
    throw new ContractTextError(`This is not YAML: ${problem.message}`, known(keys), problem.pos[0]);
  const root = document.contents;
  const entries = isNothing(root) ? new Map<string, MaybeNode>() : entriesOf(root, "The contract", keys);
  const columns = entries.get("columns");
  return {
    pinned: isNothing(columns)
      ? null
      : {
          rows: numberOf(entries.get("rows"), "rows", Number.POSITIVE_INFINITY),
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

function columnsOf(node: MaybeNode): PinnedColumn[] {
  const seen = new Set<string>();
  return listOf(node, "columns").map((item) => {
    const column = columnOf(item);
    const key = column.name.toLowerCase();
    if (seen.has(key))
      throw new ContractTextError(
        `"${column.name}" is pinned twice.`,
        "Take one of them out.",
        startOf(item),
      );
    seen.add(key);
    return column;
  });
}

function columnOf(node: MaybeNode): PinnedColumn {
  if (!isMap(node))
    throw new ContractTextError("This is no column.", "Write { name: id, type: BIGINT }.", startOf(node));
  const entries = entriesOf(node, "A pinned column", columnKeys);
  for (const needed of ["name", "type"])
    if (isNothing(entries.get(needed)))
      throw new ContractTextError(
        `This column does not say its ${needed}.`,
        "Write { name: id, type: BIGINT }.",
        startOf(node),
      );
  return {
    name: textOf(entries.get("name"), "name"),
    type: typeOf(entries.get("type")),
    nulls: numberOf(entries.get("nulls"), "nulls", 1),
    spread: spreadOf(entries),
  };
}

/** A type as DuckDB names it; it becomes part of a statement, and any other text would, too. */
function typeOf(node: MaybeNode): string {
  const type = textOf(node, "type");
  try {
    parseDuckType(type);
    return type;
  } catch {
    const hint = "Write it as DuckDB does: BIGINT, DECIMAL(10,2), VARCHAR[].";
    throw new ContractTextError(`"${type}" is no type.`, hint, startOf(node));
  }
}

function spreadOf(entries: ReadonlyMap<string, MaybeNode>): Spread | null {
  for (const by of ["bins", "lengths"] as const) {
    const node = entries.get(by);
    if (isNothing(node)) continue;
    const parts = entriesOf(node, by, ["edges", "shares"]);
    const edges = listOf(parts.get("edges"), "edges").map((one) => numberOf(one, "edge"));
    const shares = listOf(parts.get("shares"), "shares").map((one) => numberOf(one, "share", 1));
    const areRising = edges.every((edge, at) => at === 0 || edge > (edges[at - 1] ?? edge));
    if (edges.length > 0 && areRising && shares.length === edges.length + 1) return { by, edges, shares };
    throw new ContractTextError(
      `These ${by} do not fit together.`,
      "Edges rise, and there is one share more than edges.",
      startOf(node),
    );
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

function entriesOf(node: MaybeNode, what: string, among: readonly string[] | null): Map<string, MaybeNode> {
  if (isNothing(node)) return new Map();
  if (!isMap<Node, Node | null>(node))
    throw new ContractTextError(
      `${what === "The contract" ? what : `"${what}"`} is a list of keys, each with what it says.`,
      among ? known(among) : "Write { name: value }.",
      startOf(node),
    );
  return new Map(
    node.items.map(({ key, value }) => {
      const name = textOf(key, "key");
      if (among && !among.includes(name))
        throw new ContractTextError(`${what} has no "${name}".`, known(among), startOf(key));
      return [name, value];
    }),
  );
}

const known = (among: readonly string[]) => `Keys are ${among.join(", ")}.`;

function listOf(node: MaybeNode, what: string): MaybeNode[] {
  if (isSeq<Node | null>(node)) return node.items;
  throw new ContractTextError(
    `"${what}" is a list.`,
    "Write [a, b], or one a line after a dash.",
    startOf(node),
  );
}

function levelOf(node: MaybeNode, name: string): Level {
  const level = levels.find((one) => isScalar(node) && one === node.value);
  if (level) return level;
  throw new ContractTextError(
    `"${name}" has no such level.`,
    `Levels are ${levels.join(", ")}.`,
    startOf(node),
  );
}

function numberOf(node: MaybeNode, what: string, most?: number): number {
  const value = isScalar(node) ? node.value : null;
  if (isNothing(node) && most !== undefined) return 0;
  const isIn = typeof value === "number" && Number.isFinite(value);
  if (isIn && (most === undefined || (value >= 0 && value <= most))) return value;
  const range = most === undefined ? "" : most === 1 ? " from 0 to 1" : " from 0 on";
  throw new ContractTextError(`The ${what} is no number${range}.`, "Pin it anew, or mend it.", startOf(node));
}

/** A scalar's text as it is written. */
function textOf(node: MaybeNode, what: string): string {
  if (isScalar(node))
    return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
  throw new ContractTextError(`The ${what} is no text.`, "Write it in quotes.", startOf(node));
}

function isNothing(node: MaybeNode): node is null | undefined {
  return !node || (isScalar(node) && node.value === null && (node.source ?? "") === "");
}

const startOf = (node: MaybeNode) => node?.range?.[0] ?? 0;
