import { type PlanNode, parsePlan } from "./parsePlan.ts";
import { significant, tokenize } from "./tokenize.ts";

/** How the rows of a SELECT come about. `table` and `columns` are as EXPLAIN names them. */
export type PlanShape =
  /** Columns of one table as they are, all rows. `columns` leaves out rowid: compare its length with the result's. */
  | { kind: "pass-through"; table: string; columns: string[] }
  /** Rows can be computed again, or in part, at the cost of a scan; `readsFile` where that is a file, not a table. */
  | { kind: "streaming"; readsFile: boolean }
  | { kind: "blocking" };

const streaming = new Set([
  "PROJECTION",
  "FILTER",
  "SEQ_SCAN",
  "TABLE_SCAN",
  "STREAMING_LIMIT",
  "LIMIT",
  "UNNEST",
  "UNION",
  "DUMMY_SCAN",
  "COLUMN_DATA_SCAN",
  "EXPRESSION_SCAN",
  "EMPTY_RESULT",
  "RANGE",
  "GENERATE_SERIES",
  "READ_CSV",
  "READ_CSV_AUTO",
]);

const volatileCalls = new Set([
  "random",
  "uuid",
  "gen_random_uuid",
  "uuidv4",
  "uuidv7",
  "nextval",
  "setseed",
]);

/**
 * Reads the output of `EXPLAIN (FORMAT json) SELECT …`. EXPLAIN shows an aliased expression by its alias alone, so
 * `texts` must hold the statement and the SQL of the views it reads, in which volatile calls are looked for.
 * Anything that is not understood is blocking.
 */
export function planShape(explainJson: string, texts: readonly string[] = []): PlanShape {
  const root = parsePlan(explainJson);
  if (!root || !everyNode(root, isStreaming) || texts.some(hasVolatileCall)) return { kind: "blocking" };
  const { Table: table, Projections: shown } = root.extra;
  if (root.name === "SEQ_SCAN" && typeof table === "string" && !("Filters" in root.extra)) {
    const columns = Array.isArray(shown) ? shown.map(String) : shown === "" ? [] : [String(shown)];
    return { kind: "pass-through", table, columns };
  }
  return { kind: "streaming", readsFile: !everyNode(root, (node) => !node.name.startsWith("READ_")) };
}

/** Whether a text calls a function that gives another value each time. */
export function hasVolatileCall(sql: string): boolean {
  const tokens = significant(tokenize(sql));
  return tokens.some((token, i) => {
    const name = token.kind === "quoted" ? token.text.slice(1, -1) : token.text;
    if (tokens[i + 1]?.text !== "(") return false;
    return volatileCalls.has(name.toLowerCase());
  });
}

function isStreaming(node: PlanNode): boolean {
  const shown = Object.values(node.extra).flat().map(String);
  return streaming.has(node.name) && !("Sample Method" in node.extra) && !shown.some(hasVolatileCall);
}

function everyNode(node: PlanNode, test: (node: PlanNode) => boolean): boolean {
  return test(node) && node.children.every((child) => everyNode(child, test));
}
