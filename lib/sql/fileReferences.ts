import type { EngineError } from "../engine/protocol.ts";
import { quoteIdentifier } from "./quote.ts";
import { statementFacts } from "./statementFacts.ts";
import { applyTextEdits, type EditedText, type TextEdit } from "./textEdits.ts";
import { significant, stringValue, tokenize } from "./tokenize.ts";

/** Functions that read a file; none of them exists in this engine, or none may open a file by itself. */
const fileReaders =
  /^(read_csv(_auto)?|sniff_csv|read_parquet|parquet_scan|read_json(_auto)?|read_ndjson(_auto)?|read_json_objects(_auto)?|read_text|read_blob|scan_arrow_ipc)$/i;

/**
 * Puts the relations of added files in the place of file names in one statement: `from 'x.parquet'`, `read_csv('x.csv')`.
 * `lookup` gives the relation made from a file of that name, or null. Errors come with their offset, `at`.
 */
export function resolveFiles(
  sql: string,
  lookup: (path: string) => string | null,
): { ok: true; value: EditedText } | { ok: false; error: EngineError; at: number } {
  const facts = statementFacts(sql);
  const edits: TextEdit[] = [];
  for (const { path, start, end } of facts.files) {
    const relation = lookup(path);
    if (relation === null) return unknownFile(path, start);
    edits.push({ start, end, text: quoteIdentifier(relation) });
  }
  for (const { name, start, end, args } of facts.tableFunctions) {
    if (!fileReaders.test(name)) continue;
    const tokens = significant(tokenize(sql.slice(args.start, args.end)));
    const path = stringValue(tokens[0]);
    if (path === null) {
      const message = `${name} reads one file here, named as text: ${name}('events.csv').`;
      return {
        ok: false,
        error: { code: "unsupported", message, hint: "Add several files as sources and union them." },
        at: start,
      };
    }
    const relation = lookup(path);
    if (relation === null) return unknownFile(path, start);
    if (tokens.length > 1) {
      const message = `"${path}" is already loaded as ${relation}; options given to ${name} would have no effect.`;
      return {
        ok: false,
        error: { code: "unsupported", message, hint: `Read ${relation} instead.` },
        at: start,
      };
    }
    edits.push({ start, end, text: quoteIdentifier(relation) });
  }
  return { ok: true, value: applyTextEdits(sql, edits) };
}

function unknownFile(path: string, at: number): { ok: false; error: EngineError; at: number } {
  const message = `The notebook has no file "${path}".`;
  const hint = "Add it with Add data, or drop it on the page; SQL reads only files that were added.";
  return { ok: false, error: { code: "file", message, hint }, at };
}
