import { isMap, isNode, isScalar, type Node } from "yaml";
import type { EngineError } from "../../engine/protocol.ts";
import { lineColumnAt, offsetAt } from "../../sql/textEdits.ts";
import type { Path } from "../choiceError.ts";
import type { WrittenSql } from "../compileEvents.ts";
import { parseEvents } from "./readEvents.ts";

type Place = Pick<EngineError, "line" | "column" | "length">;

/** Where something stands in a cell's text: the value at a path, or the innermost key of it that is there. */
export function placeOf(source: string, path: Path, isKey = false): Place {
  const document = parseEvents(source);
  for (let depth = path.length; depth > 0; depth--) {
    const node = nodeAt(document.contents, path.slice(0, depth), isKey && depth === path.length);
    if (node?.range) return placeBetween(source, node.range[0], node.range[1]);
  }
  return {};
}

/** A value where there is one, else its key, or the key in any case. */
function nodeAt(root: Node | null, path: Path, isKey = false): Node | null {
  let node: unknown = root;
  for (const [at, part] of path.entries()) {
    if (isMap<Node, Node | null>(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair) return null;
      const isLast = at === path.length - 1;
      const isEmpty = pair.value === null || (isScalar(pair.value) && pair.value.value === "");
      // A key that is wrong is itself what to look at.
      node = isLast && (isKey || isEmpty || !isScalar(pair.value)) ? pair.key : pair.value;
    } else if (isNode(node) && "items" in node && Array.isArray(node.items)) node = node.items[Number(part)];
    // One value alone stands for a list of one.
    else if (part !== 0) return null;
  }
  return isNode(node) ? node : null;
}

export function placeBetween(source: string, start: number, end: number): Place {
  const from = Math.min(start, source.length);
  const lineEnd = source.indexOf("\n", from);
  const last = Math.min(end, lineEnd < 0 ? source.length : lineEnd);
  return { ...lineColumnAt(source, from), length: Math.max(1, last - from) };
}

/**
 * An error of the engine in SQL that was made of a cell's text, at its place in that text: where it lies inside SQL that
 * a person wrote, at the very word. Else it has no place there.
 */
export function placeSqlError(
  error: EngineError,
  sql: string,
  source: string,
  pieces: readonly WrittenSql[],
): EngineError {
  const { line, column, length, ...rest } = error;
  if (line === undefined || column === undefined) return error;
  const at = offsetAt(sql, line, column);
  for (const piece of pieces) {
    for (let start = sql.indexOf(piece.sql); start >= 0; start = sql.indexOf(piece.sql, start + 1)) {
      if (at < start || at >= start + piece.sql.length) continue;
      const place = wordPlace(source, piece, at - start, length ?? 1);
      return { ...rest, ...place };
    }
  }
  return rest;
}

/** As `placeOf`, at a word inside the value where that stands there as it is. */
function wordPlace(source: string, { path, sql }: WrittenSql, offset: number, length: number): Place {
  const node = nodeAt(parseEvents(source).contents, path);
  const range = node?.range;
  if (!range) return placeOf(source, path);
  const found = source.slice(range[0], range[1]).indexOf(sql);
  if (found < 0) return placeBetween(source, range[0], range[1]);
  const start = range[0] + found + offset;
  return placeBetween(source, start, start + length);
}
