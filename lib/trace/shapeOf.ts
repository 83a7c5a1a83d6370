import { isClause, isListStar } from "../sql/scope/QueryReader.ts";
import { TokenTree } from "../sql/scope/TokenTree.ts";
import { statementFacts } from "../sql/statementFacts.ts";
import { significant, tokenize } from "../sql/tokenize.ts";
import { type FromInputs, fromInputs } from "./fromInputs.ts";
import { isQueryAt, NotFollowed, type Part, type Query, readQuery } from "./query.ts";
import { callsIn, type Item, keyOf, selectItems } from "./selectItems.ts";

/** One SELECT, its clauses as texts without their keyword. */
export interface Block extends FromInputs {
  kind: "block";
  parts: readonly Part[];
  items: readonly Item[];
  where: string | null;
  /** The conditions that WHERE joins by AND. */
  conditions: readonly string[];
  /** null where rows stay rows; "all" as GROUP BY ALL. */
  groupBy: readonly GroupKey[] | "all" | null;
  having: string | null;
  window: string | null;
  qualify: string | null;
  distinct: "no" | "all" | "on";
  /** LIMIT, OFFSET or a sample leaves rows out. */
  isLimited: boolean;
  windows: boolean;
  /** Relations that queries within its expressions read. */
  within: readonly string[];
}

export interface GroupKey {
  text: string;
  key: string;
  /** The item whose place it names, from 1. */
  ordinal: number | null;
  /** The bare name that it is; null for an expression or a qualified one. */
  name: string | null;
}

/** Queries put together by UNION, EXCEPT or INTERSECT. */
export interface SetOperation {
  kind: "set";
  by: "union" | "except" | "intersect";
  isByName: boolean;
  /** Of EXCEPT the second is what is taken away. */
  members: readonly Query[];
  isLimited: boolean;
}

export type Shape = Block | SetOperation;

const setWord = /^(UNION|EXCEPT|INTERSECT)$/;

/** What a query consists of. Throws NotFollowed for what rows cannot be followed through. */
export function shapeOf(query: Query): Shape {
  const { text, parts } = query;
  const tree = new TokenTree(significant(tokenize(text)));
  const operators: number[] = [];
  tree.find(0, tree.end, (at) => {
    if (setWord.test(tree.word(at)) && !isListStar(tree, at)) operators.push(at);
    return false;
  });
  if (operators.length > 0) return setOperation(query, tree, operators);
  if (tree.text(0) === "(") {
    // Brackets, and behind them what orders and limits their rows.
    const inner = readQuery(text.slice(tree.start(1), tree.start(tree.close(0))), parts);
    const shape = shapeOf(inner);
    return { ...shape, isLimited: shape.isLimited || limitsIn(tree, 0) };
  }
  return block(query, tree);
}

function setOperation({ text, parts }: Query, tree: TokenTree, operators: readonly number[]): SetOperation {
  const isUnion = (at: number) => tree.word(at) === "UNION";
  const weak = operators.filter((at) => tree.word(at) !== "INTERSECT");
  // All of one kind stand side by side; else the last one is the outermost.
  const splits = weak.length === 0 ? operators : weak.every(isUnion) ? weak : weak.slice(-1);
  const behind = tree.find(
    splits.at(-1) ?? 0,
    tree.end,
    (at) => /^(ORDER|LIMIT|OFFSET)$/.test(tree.word(at)) && isClause(tree, at),
  );
  let isByName = false;
  const members: Query[] = [];
  let from = 0;
  for (const at of [...splits, behind]) {
    members.push(readQuery(text.slice(tree.start(from), tree.endBefore(at)), parts));
    from = at + 1;
    while (/^(ALL|DISTINCT|BY|NAME)$/.test(tree.word(from)))
      if (tree.word(from++) === "NAME") isByName = true;
  }
  const by = tree.word(splits[0] ?? 0).toLowerCase();
  return {
    kind: "set",
    by: by === "union" || by === "except" ? by : "intersect",
    isByName,
    members,
    isLimited: limitsIn(tree, splits.at(-1) ?? 0),
  };
}

function limitsIn(tree: TokenTree, from: number): boolean {
  return (
    tree.find(from, tree.end, (at) => /^(LIMIT|OFFSET)$/.test(tree.word(at)) && isClause(tree, at)) < tree.end
  );
}

function block({ text, parts }: Query, tree: TokenTree): Block {
  const first = tree.word(0);
  if (first === "VALUES") throw new NotFollowed("Its rows are written in the query itself.");
  if (/^(PIVOT|UNPIVOT|PIVOT_WIDER|PIVOT_LONGER)$/.test(first))
    throw new NotFollowed(
      `It turns ${/^UN|LONGER/.test(first) ? "columns into rows" : "rows into columns"} by ${first}.`,
    );
  if (!/^(SELECT|FROM|TABLE)$/.test(first))
    throw new NotFollowed("It is no SELECT whose rows could be followed.");
  const clauses: number[] = [];
  tree.find(0, tree.end, (at) => {
    if (isClause(tree, at)) clauses.push(at);
    return false;
  });
  const spanOf = (word: string): [number, number] | null => {
    const at = clauses.find((each) => tree.word(each) === word);
    if (at === undefined) return null;
    const by = /^(GROUP|ORDER)$/.test(word) ? 2 : 1;
    return [at + by, clauses.find((other) => other > at) ?? tree.end];
  };
  const textOf = (span: [number, number] | null) =>
    span && text.slice(tree.start(span[0]), tree.endBefore(span[1]));
  const from: [number, number] | null = first === "TABLE" ? [1, tree.end] : spanOf("FROM");
  if (!from) throw new NotFollowed("It reads no relation: its values are written in the query itself.");
  const select = spanOf("SELECT");
  const list = select && listOf(tree, select);
  const items = list ? selectItems(text, tree, list.from, list.to) : [everything];
  const [where, group, having, qualify] = [
    spanOf("WHERE"),
    spanOf("GROUP"),
    spanOf("HAVING"),
    spanOf("QUALIFY"),
  ];
  const grouped = group || having || items.some(({ aggregates }) => aggregates);
  const others = [list ? ([list.from, list.to] as [number, number]) : null, where, group, having, qualify];
  const read = fromInputs(text, tree, from[0], from[1], parts);
  return {
    kind: "block",
    parts,
    items,
    ...read,
    where: textOf(where),
    conditions: where ? conditionsIn(tree, where).map((span) => textOf(span) ?? "") : [],
    groupBy: grouped ? (group ? groupKeys(text, tree, group) : []) : null,
    having: textOf(having),
    window: textOf(spanOf("WINDOW")),
    qualify: textOf(qualify),
    distinct: list?.distinct ?? "no",
    isLimited: limitsIn(tree, 0) || read.isSampled || clauses.some((at) => tree.word(at) === "USING"),
    windows: items.some(({ windows }) => windows) || (qualify !== null && callsIn(tree, ...qualify).windows),
    within: [...new Set(others.flatMap((span) => (span ? readsWithin(text, tree, span) : [])))],
  };
}

const everything: Item = {
  text: "*",
  key: "*",
  alias: null,
  column: null,
  isStar: true,
  aggregates: false,
  windows: false,
};

/** Where the list of a SELECT is, behind DISTINCT. */
function listOf(
  tree: TokenTree,
  [from, to]: [number, number],
): { from: number; to: number; distinct: Block["distinct"] } {
  if (tree.word(from) !== "DISTINCT")
    return { from: tree.word(from) === "ALL" ? from + 1 : from, to, distinct: "no" };
  if (tree.word(from + 1) !== "ON") return { from: from + 1, to, distinct: "all" };
  return { from: tree.after(from + 2), to, distinct: "on" };
}

function groupKeys(sql: string, tree: TokenTree, [from, to]: [number, number]): GroupKey[] | "all" {
  if (tree.word(from) === "ALL" && to === from + 1) return "all";
  for (let i = from; i < to; i++)
    if (/^(ROLLUP|CUBE|GROUPING)$/.test(tree.word(i)))
      throw new NotFollowed(`It groups by several sets of columns at once (${tree.word(i)}).`);
  return tree.parts(from, to).flatMap(([a, b]): GroupKey[] => {
    if (a >= b || (tree.text(a) === "(" && tree.close(a) === a + 1)) return [];
    const isOne = b === a + 1;
    const number = isOne && tree.tokens[a]?.kind === "number" ? Number(tree.text(a)) : null;
    return [
      {
        text: sql.slice(tree.start(a), tree.endBefore(b)),
        key: keyOf(tree, a, b),
        ordinal: number,
        name: isOne ? tree.name(a) : null,
      },
    ];
  });
}

/** The spans between the ANDs of a condition; all of it where an OR stands beside them. */
function conditionsIn(tree: TokenTree, [from, to]: [number, number]): [number, number][] {
  const spans: [number, number][] = [];
  let start = from;
  let cases = 0;
  let betweens = 0;
  for (let i = from; i < to; i = tree.after(i)) {
    const word = tree.word(i);
    if (word === "CASE") cases++;
    if (word === "END") cases--;
    if (cases > 0) continue;
    if (word === "OR") return [[from, to]];
    if (word === "BETWEEN") betweens++;
    if (word !== "AND") continue;
    if (betweens > 0) betweens--;
    else {
      spans.push([start, i]);
      start = i + 1;
    }
  }
  return [...spans, [start, to]];
}

/** What queries in brackets among these tokens read. */
function readsWithin(sql: string, tree: TokenTree, [from, to]: [number, number]): string[] {
  const reads: string[] = [];
  for (let i = from; i < to; i++) {
    if (!tree.isOpen(i) || !isQueryAt(tree, i + 1)) continue;
    const close = Math.min(tree.close(i), to);
    reads.push(...statementFacts(sql.slice(tree.start(i + 1), tree.endBefore(close))).reads);
    i = close;
  }
  return reads;
}
