import type { TokenTree } from "../../sql/scope/TokenTree.ts";
import { reservedSqlWords } from "../sqlKeywords.ts";
import type { SqlPlace } from "./sqlPlace.ts";

/** What can stand at a place of a statement. */
export type Expectation =
  | { kind: "nothing" | "type" | "parameter" | "statement" | "file" }
  | { kind: "relation" }
  /** What follows a dot: the names before it, outermost first. */
  | { kind: "member"; path: string[] }
  /** The names in USING ( … ). */
  | { kind: "joinColumn" }
  | { kind: "operand"; clause: Clause }
  /** A keyword has begun what only another can end: `order` waits for `by`. */
  | { kind: "keyword"; clause: Clause }
  /** A value has just ended. */
  | { kind: "operator"; clause: Clause };

/** The clause around a place at its own bracket level. */
export type Clause =
  | "select"
  | "from"
  | "on"
  | "where"
  | "group"
  | "having"
  | "qualify"
  | "order"
  | "limit"
  | "set"
  | "window"
  | "call"
  | "other";

const beforeRelation =
  /^(FROM|JOIN|INTO|UPDATE|DESCRIBE|DESC|SUMMARIZE|PIVOT|UNPIVOT|PIVOT_WIDER|PIVOT_LONGER)$/;
const fromInCall = /^(EXTRACT|SUBSTRING|TRIM|OVERLAY|POSITION)$/;
/** Words that are no reserved names and yet are followed by a value. */
const beforeValue =
  /^(BY|SET|VALUES|BETWEEN|EXISTS|OVER|FILTER|ESCAPE|EXCLUDE|REPLACE|RENAME|PARTITION|RECURSIVE|USE|INTERVAL|ROWS|RANGE|GROUPS)$/;
const beginsKeyword =
  /^(GROUP|ORDER|PARTITION|CREATE|INNER|CROSS|ASOF|SEMI|ANTI|NATURAL|POSITIONAL|OUTER|UNION|INTERSECT|EXCEPT|IS)$/;
const reservedValues = /^(END|NULL|TRUE|FALSE|DEFAULT)$/;
const clauses: Readonly<Record<string, Clause>> = {
  SELECT: "select",
  FROM: "from",
  JOIN: "from",
  ON: "on",
  WHERE: "where",
  GROUP: "group",
  HAVING: "having",
  QUALIFY: "qualify",
  ORDER: "order",
  LIMIT: "limit",
  OFFSET: "limit",
  SET: "set",
  WINDOW: "window",
  PARTITION: "window",
};

/** What can stand at the place. */
export function sqlExpectation({ tree, previous, inside }: SqlPlace): Expectation {
  if (inside === "comment" || inside === "number") return { kind: "nothing" };
  if (inside === "parameter") return { kind: "parameter" };
  const isRelation = expectsRelation(tree, previous);
  if (inside === "string") {
    const reads = tree.text(previous) === "(" && /^(READ_|PARQUET_SCAN)/.test(tree.word(previous - 1));
    return { kind: isRelation || reads ? "file" : "nothing" };
  }
  if (previous < 0) return { kind: "statement" };
  if (tree.text(previous) === ".") return memberAt(tree, previous);
  if (tree.text(previous) === "::") return { kind: "type" };
  const open = openBracket(tree, previous);
  const called = open === null ? "" : tree.word(open - 1);
  if (tree.word(previous) === "AS") return { kind: /^(TRY_)?CAST$/.test(called) ? "type" : "nothing" };
  if (isRelation) return { kind: "relation" };
  if (called === "USING") return { kind: "joinColumn" };
  if (namesNew(tree, previous)) return { kind: "nothing" };
  const clause = clauseAt(tree, previous, open);
  const word = tree.word(previous);
  const isHalf = beginsKeyword.test(word) || (clause === "from" && /^(LEFT|RIGHT|FULL)$/.test(word));
  if (isHalf && tree.text(previous - 1) !== "*") return { kind: "keyword", clause };
  return { kind: endsValue(tree, previous) ? "operator" : "operand", clause };
}

/** Whether the name of something that is to be made comes next. */
function namesNew(tree: TokenTree, previous: number): boolean {
  let at = previous;
  while (at > 0 && /^(IF|NOT|EXISTS)$/.test(tree.word(at))) at--;
  if (!/^(TABLE|VIEW|MACRO|FUNCTION|SCHEMA|TYPE|SEQUENCE|INDEX)$/.test(tree.word(at))) return false;
  while (
    at > 0 &&
    /^(OR|REPLACE|TEMP|TEMPORARY|UNIQUE|TABLE|VIEW|MACRO|FUNCTION|SCHEMA|TYPE|SEQUENCE|INDEX)$/.test(
      tree.word(at),
    )
  )
    at--;
  return tree.word(at) === "CREATE";
}

/** The bracket that is open behind the token at `i`; null where none is. */
export function openBracket(tree: TokenTree, i: number): number | null {
  for (let at = i; at >= 0; at--) if (tree.isOpen(at) && tree.close(at) > i) return at;
  return null;
}

function expectsRelation(tree: TokenTree, previous: number): boolean {
  const word = tree.word(previous);
  const open = openBracket(tree, previous);
  const called = open === null ? "" : tree.word(open - 1);
  if (word === "FROM") {
    if (tree.word(previous - 1) === "DISTINCT" && /^(IS|NOT)$/.test(tree.word(previous - 2))) return false;
    return !fromInCall.test(called);
  }
  // `desc` after ORDER BY is no DESCRIBE.
  if (word === "DESC") return previous === 0;
  if (beforeRelation.test(word)) return true;
  if (word === "TABLE") return /^(DROP|ALTER|TRUNCATE|)$/.test(tree.word(previous - 1));
  if (word === "VIEW") return /^(DROP|ALTER)$/.test(tree.word(previous - 1));
  if (tree.text(previous) === ",") return clauseAt(tree, previous, open) === "from";
  // `from (` may begin with a relation of a join.
  if (tree.text(previous) === "(" && previous > 0) return expectsRelation(tree, previous - 1);
  return word === "LATERAL";
}

/** The last clause that began at the bracket level of `i`. */
function clauseAt(tree: TokenTree, i: number, open: number | null): Clause {
  const from = open === null ? 0 : open + 1;
  let found: Clause | null = null;
  for (let at = from; at <= i; at = Math.max(tree.after(at), at + 1)) {
    const clause = clauses[tree.word(at)];
    if (clause !== undefined && tree.text(at - 1) !== ".") found = clause;
  }
  if (found === "group" && tree.word(open === null ? -1 : open - 1) === "OVER") return "window";
  return found ?? (open === null ? "other" : "call");
}

function memberAt(tree: TokenTree, dot: number): Expectation {
  const path: string[] = [];
  let at = dot;
  while (tree.text(at) === ".") {
    let end = at - 1;
    // Through an element of a list to its fields: items[1].sku.
    while (tree.text(end) === "]") end = bracketBefore(tree, end) - 1;
    const name = tree.name(end);
    if (name === null) return { kind: "nothing" };
    path.unshift(name);
    at = end - 1;
  }
  return { kind: "member", path };
}

function bracketBefore(tree: TokenTree, close: number): number {
  for (let at = close - 1; at >= 0; at--) if (tree.isOpen(at) && tree.close(at) === close) return at;
  return 0;
}

function endsValue(tree: TokenTree, i: number): boolean {
  const token = tree.tokens[i];
  if (!token) return false;
  switch (token.kind) {
    case "string":
    case "quoted":
    case "number":
    case "parameter":
    case "placeholder":
      return true;
    case "punctuation":
      return /[)\]}]/.test(token.text);
    case "operator":
      // A star is a column list where no value stands before it.
      return token.text === "*" && !endsValue(tree, i - 1);
    case "word": {
      const word = token.text.toUpperCase();
      if (tree.text(i - 1) === ".") return true;
      if (reservedSqlWords.has(word.toLowerCase())) return reservedValues.test(word);
      return !beforeValue.test(word);
    }
    default:
      return false;
  }
}
