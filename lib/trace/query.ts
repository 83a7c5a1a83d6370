import { TokenTree } from "../sql/scope/TokenTree.ts";
import { significant, type Token, tokenize } from "../sql/tokenize.ts";

/** Thrown where rows cannot be followed through a query; the message is a sentence that says why. */
export class NotFollowed extends Error {
  override name = "NotFollowed";
}

/** One relation of WITH. */
export interface Part {
  name: string;
  /** All of it, as it stands in WITH. */
  text: string;
  /** The query in its brackets. */
  body: string;
  /** Names that it gives its first columns. */
  renamed: readonly string[] | null;
  readsItself: boolean;
  /** What the first comment in its brackets says; null where there is none. */
  remark: string | null;
}

/** A query that can stand alone: the parts that it may read, and its text without them. */
export interface Query {
  parts: readonly Part[];
  text: string;
}

const queryWord = /^(SELECT|FROM|WITH|VALUES|TABLE|PIVOT|UNPIVOT|DESCRIBE|DESC|SUMMARIZE|SHOW)$/;

/** Reads a query apart, as far as its WITH and brackets around it go. Throws NotFollowed. */
export function readQuery(sql: string, around: readonly Part[] = []): Query {
  const all = tokenize(sql);
  const tokens = significant(all);
  const tree = new TokenTree(tokens);
  if (tree.text(0) === "(" && tree.close(0) === tree.end - 1)
    return readQuery(sql.slice(tree.start(1), tree.endBefore(tree.end - 1)), around);
  if (tree.word(0) !== "WITH")
    return { parts: around, text: sql.slice(tree.start(0), tree.endBefore(tree.end)) };
  const parts = [...around];
  const isRecursive = tree.word(1) === "RECURSIVE";
  let at = isRecursive ? 2 : 1;
  for (;;) {
    const { part, next } = readPart(sql, all, tree, at, isRecursive);
    if (parts.some(({ name }) => sameName(name, part.name)))
      throw new NotFollowed(`Two parts of its WITH are called ${part.name}.`);
    parts.push(part);
    if (tree.text(next) !== ",") {
      at = next;
      break;
    }
    at = next + 1;
  }
  return readQuery(sql.slice(tree.start(at), tree.endBefore(tree.end)), parts);
}

function readPart(
  sql: string,
  all: readonly Token[],
  tree: TokenTree,
  from: number,
  isRecursive: boolean,
): { part: Part; next: number } {
  const name = tree.name(from);
  let at = from + 1;
  const renamed = tree.text(at) === "(" ? namesIn(tree, at) : null;
  if (renamed) at = tree.after(at);
  while (/^(AS|NOT|MATERIALIZED)$/.test(tree.word(at))) at++;
  if (name === null || tree.text(at) !== "(" || tree.close(at) >= tree.end)
    throw new NotFollowed("Its WITH could not be read.");
  const close = tree.close(at);
  const inside = Array.from({ length: close - at - 1 }, (_, i) => tree.name(at + 1 + i));
  const [opens, ends] = [tree.start(at), tree.start(close)];
  const comment = all.find(({ kind, start }) => kind === "comment" && start > opens && start < ends);
  const part: Part = {
    name,
    text: sql.slice(tree.start(from), tree.endBefore(close + 1)),
    body: sql.slice(tree.start(at + 1), tree.endBefore(close)),
    renamed,
    readsItself: isRecursive && inside.some((word) => word !== null && sameName(word, name)),
    // One that stands behind the query's first words is about these.
    remark: comment && comment.start < tree.start(at + 1) ? remarkOf(comment.text) : null,
  };
  return { part, next: close + 1 };
}

function remarkOf(comment: string): string {
  return comment
    .replace(/^--\s*|^\/\*\s*|\s*\*\/$/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The names in the brackets at `open`, as they are written. */
export function namesIn(tree: TokenTree, open: number): string[] {
  return tree.parts(open + 1, tree.close(open)).flatMap(([from]) => tree.name(from) ?? []);
}

export function isQueryAt(tree: TokenTree, i: number): boolean {
  return queryWord.test(tree.word(i)) || (tree.text(i) === "(" && isQueryAt(tree, i + 1));
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The WITH that a query's text stands behind; "" where it reads no parts. */
export function withSql(parts: readonly Part[]): string {
  if (parts.length === 0) return "";
  const recursive = parts.some(({ readsItself }) => readsItself) ? "recursive " : "";
  return `with ${recursive}${parts.map(({ text }) => text).join(",\n")}\n`;
}

/** A query as one text. */
export function querySql({ parts, text }: Query): string {
  return `${withSql(parts)}${text}`;
}
