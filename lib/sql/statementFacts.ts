import { type RelationNames, relationNames } from "./relationNames.ts";
import { identifierOf, placeholderName, significant, type Token, tokenize } from "./tokenize.ts";

export type StatementKind =
  | "select"
  | "create"
  | "insert"
  | "update"
  | "delete"
  | "drop"
  | "alter"
  | "copy"
  | "attach"
  | "set"
  | "explain"
  | "describe"
  | "summarize"
  | "show"
  | "call"
  | "other";

/** What one statement does, from its text alone. Names are as written. */
export interface StatementFacts extends RelationNames {
  kind: StatementKind;
  /** Things it creates, with the word that drops them ("table", "view", "macro" …). */
  creates: { kind: string; name: string }[];
  /** Relations it changes. */
  writes: string[];
  drops: string[];
  placeholders: string[];
  /** Whether it answers rows that people want to see. */
  returnsRows: boolean;
}

const kinds: Record<string, StatementKind> = {
  select: "select",
  with: "select",
  from: "select",
  values: "select",
  pivot: "select",
  unpivot: "select",
  table: "select",
  "(": "select",
  create: "create",
  insert: "insert",
  update: "update",
  delete: "delete",
  truncate: "delete",
  drop: "drop",
  alter: "alter",
  copy: "copy",
  export: "copy",
  attach: "attach",
  detach: "attach",
  set: "set",
  reset: "set",
  use: "set",
  explain: "explain",
  describe: "describe",
  desc: "describe",
  summarize: "summarize",
  show: "show",
  pragma: "call",
  call: "call",
};

const rowKinds = new Set<StatementKind>(["select", "explain", "describe", "summarize", "show", "call"]);

/** Reads one statement's text. Never throws: what it cannot make sense of reads nothing. */
export function statementFacts(sql: string): StatementFacts {
  const tokens = significant(tokenize(sql));
  const first = tokens[0];
  const kind = kinds[first?.text.toLowerCase() ?? ""] ?? "other";
  const names = relationNames(tokens);
  const changed = changedRelations(kind, tokens);
  const isSelect = kind === "select" && !isChangeWithCtes(tokens);
  return {
    ...names,
    reads: names.reads.filter((name) => !changed.writes.includes(name) || kind === "select"),
    kind,
    ...changed,
    placeholders: [...new Set(tokens.filter((token) => token.kind === "placeholder").map(placeholderName))],
    returnsRows:
      (rowKinds.has(kind) && (kind !== "select" || isSelect)) ||
      tokens.some((token) => isWord(token, "returning")),
  };
}

type Changes = Pick<StatementFacts, "creates" | "writes" | "drops">;

function changedRelations(kind: StatementKind, tokens: readonly Token[]): Changes {
  const none: Changes = { creates: [], writes: [], drops: [] };
  switch (kind) {
    case "create":
      return { ...none, creates: created(tokens) };
    case "drop": {
      const name = nameAfter(tokens, skip(tokens, 2, ["if", "exists"]));
      return { ...none, drops: name === null ? [] : [name] };
    }
    case "insert":
    case "update":
    case "delete":
    case "alter": {
      const at = skip(tokens, 1, [
        "or",
        "replace",
        "ignore",
        "into",
        "from",
        "table",
        "view",
        "if",
        "exists",
        "only",
      ]);
      const name = nameAfter(tokens, at);
      return { ...none, writes: name === null ? [] : [name] };
    }
    default:
      return none;
  }
}

function created(tokens: readonly Token[]): Changes["creates"] {
  const at = skip(tokens, 1, [
    "or",
    "replace",
    "temp",
    "temporary",
    "unique",
    "persistent",
    "recursive",
    "global",
    "local",
  ]);
  const what = tokens[at]?.text.toLowerCase() ?? "";
  const kind = what === "function" ? "macro" : what;
  if (!/^(table|view|macro|sequence|type|schema|index)$/.test(kind)) return [];
  const name = nameAfter(tokens, skip(tokens, at + 1, ["if", "not", "exists"]));
  const isTableMacro =
    kind === "macro" && tokens.some((token, i) => isWord(token, "as") && isWord(tokens[i + 1], "table"));
  return name === null ? [] : [{ kind: isTableMacro ? "macro table" : kind, name }];
}

function skip(tokens: readonly Token[], from: number, words: readonly string[]): number {
  let at = from;
  while (words.some((word) => isWord(tokens[at], word))) at++;
  return at;
}

/** The last part of the qualified name that begins at `at`. */
function nameAfter(tokens: readonly Token[], at: number): string | null {
  let i = at;
  while (tokens[i + 1]?.text === "." && identifierOf(tokens[i + 2]) !== null) i += 2;
  return identifierOf(tokens[i]);
}

/** `WITH … INSERT`, `WITH … UPDATE`, `WITH … DELETE`. */
function isChangeWithCtes(tokens: readonly Token[]): boolean {
  if (!isWord(tokens[0], "with")) return false;
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(") depth++;
    if (token.text === ")") depth--;
    if (depth === 0 && ["insert", "update", "delete", "merge"].some((word) => isWord(token, word)))
      return true;
  }
  return false;
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.text.toLowerCase() === word;
}
