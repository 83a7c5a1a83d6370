import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import { relationKey } from "../dataflow/relationKey.ts";
import type { EngineError, Outcome } from "../engine/protocol.ts";
import type { Cell } from "../notebook/document.ts";
import type { TextEdit } from "../sql/textEdits.ts";
import { readExport } from "../writeOut/readExport.ts";
import type { WrittenOut } from "../writeOut/writtenOut.ts";
import { type Executor, noOutput } from "./executor.ts";

/** Files shown of a run; all of them stand in the manifest. */
const mostShown = 200;

/** The relations that an export cell writes: the one of its option `from`, then those that its text names. */
export function exportReads({ options, source }: Cell): string[] {
  const read = readExport(source);
  return [...(options.from ? [options.from] : []), ...(read.ok ? read.value.also : [])];
}

/** Edits that let the text name a relation by its new name. */
export function renamedAlso(source: string, from: string, to: string): TextEdit[] {
  const { contents } = parseDocument<Node>(source, { logLevel: "silent" });
  if (!isMap<Node, Node | null>(contents)) return [];
  const also = contents.items.find(({ key }) => isScalar(key) && key.value === "also")?.value;
  const items = isSeq<Node | null>(also) ? also.items : [also];
  return items.flatMap((item) => {
    if (!isScalar(item) || !item.range || relationKey(String(item.value)) !== relationKey(from)) return [];
    const [start, end] = item.range;
    return [{ start, end, text: to }];
  });
}

/** Writes relations as files. Runs only when it is itself asked for; what was written is shown and is no relation. */
export const runExport: Executor = async (cell, context) => {
  const startedAt = performance.now();
  context.onEvent({ type: "running" });
  const read = readExport(cell.source);
  if (!read.ok) return read;
  const from = cell.options.from ?? "";
  if (from === "")
    return failed(
      "This export does not say what it writes.",
      "Choose a relation: from=NAME in the cell's options.",
    );
  const relations = [from, ...read.value.also];
  for (const name of relations)
    if (!context.relation(name))
      return failed(
        `There is no relation "${name}".`,
        "Run the cell that makes it, or choose another: from=NAME.",
      );
  if (!context.writeOut)
    return failed("Nothing can be written from here.", "Open the notebook in Eider, or give --out.");
  const written = await context.writeOut({ cell, recipe: read.value, relations }, (fraction) =>
    context.onEvent({ type: "progress", fraction, elapsedMs: performance.now() - startedAt }),
  );
  if (!written.ok) return written;
  const output = { ...noOutput, ...told(written.value) };
  return { ok: true, value: { output, elapsedMs: performance.now() - startedAt } };
};

function told({ where, files, rows, bytes, notes, isReadBack, marker }: WrittenOut) {
  const counted = (n: number, what: string) => `${n.toLocaleString("en-US")} ${what}${n === 1 ? "" : "s"}`;
  const proof = isReadBack ? " Read back and compared." : "";
  const message = `Written to ${where}: ${counted(files.length, "file")}, ${counted(rows, "row")}, ${counted(bytes, "byte")}.${proof}`;
  const shownFiles = files.slice(0, mostShown);
  const isHashed = files.some(({ sha256 }) => sha256 !== null);
  const more = files.length - shownFiles.length;
  return {
    messages: [
      message,
      ...(marker === null ? [] : [`Marked as new by ${marker}.`]),
      ...(more > 0 ? [`The first ${mostShown} files are listed.`] : []),
    ],
    notices: [...notes],
    shown: [
      {
        type: "table" as const,
        columns: ["file", "rows", "bytes", ...(isHashed ? ["SHA-256"] : [])],
        rows: shownFiles.map(({ path, rows: n, bytes: size, sha256 }) => [
          path,
          n.toLocaleString("en-US"),
          size.toLocaleString("en-US"),
          ...(isHashed ? [sha256] : []),
        ]),
      },
    ],
  };
}

function failed(message: string, hint: string): Outcome<never> {
  const error: EngineError = { code: "sql", message, hint };
  return { ok: false, error };
}
