import type { EngineError, Outcome } from "../engine/protocol.ts";
import { quoteIdentifier } from "./quote.ts";
import { statementFacts } from "./statementFacts.ts";
import { splitStatements } from "./statements.ts";
import { applyEdits, lineColumnAt, type PositionMap, type TextEdit } from "./textEdits.ts";
import { significant, stringValue, tokenize } from "./tokenize.ts";

const readers = new Set([
  "read_csv",
  "read_csv_auto",
  "read_parquet",
  "parquet_scan",
  "read_json",
  "read_json_auto",
  "read_json_objects",
  "read_json_objects_auto",
  "read_ndjson",
  "read_ndjson_auto",
  "read_ndjson_objects",
]);
// Options that change nothing about rows and types of a file that is loaded already.
const harmless =
  /^(auto_detect|parallel|buffer_size|sample_size|maximum_sample_size|maximum_object_size)\s*(=|:=|=>)/i;

/**
 * Puts the relation of a source in place of a file that the SQL reads: `read_csv('x.csv')`, `FROM 'x.parquet'`.
 * `lookup` answers the relation for a file as the SQL names it, or null; "" stands for a bare file name in FROM.
 * An unknown file, several files, or options that belong to the source are errors at their place.
 */
export function resolveFiles(
  sql: string,
  lookup: (functionName: string, path: string) => string | null,
): Outcome<{ sql: string; map: PositionMap }> {
  const edits: TextEdit[] = [];
  const fail = (start: number, end: number, message: string, hint: string): Outcome<never> => {
    const error: EngineError = {
      code: "file",
      message,
      ...lineColumnAt(sql, start),
      length: end - start,
      hint,
    };
    return { ok: false, error };
  };
  for (const statement of splitStatements(sql)) {
    const facts = statementFacts(statement.text);
    for (const file of facts.strings) {
      const [start, end] = [statement.start + file.start, statement.start + file.end];
      const relation = lookup("", file.path);
      if (relation === null) return fail(start, end, ...unknownFile(file.path));
      edits.push({ start, end, text: quoteIdentifier(relation) });
    }
    for (const call of facts.tableFunctions) {
      const name = call.name.toLowerCase();
      if (!readers.has(name)) continue;
      const [start, end] = [statement.start + call.start, statement.start + call.end];
      const path = fileArgument(call.args[0] ?? "");
      if (path === null)
        return fail(
          start,
          end,
          `${call.name} reads one file here, named as text in quotes.`,
          "Add each file as a source and join them with UNION ALL BY NAME.",
        );
      const relation = lookup(name, path);
      if (relation === null) return fail(start, end, ...unknownFile(path));
      const option = call.args.slice(1).find((arg) => !harmless.test(arg));
      if (option !== undefined)
        return fail(
          start,
          end,
          `${call.name} cannot set ${option} here: "${path}" is loaded already, as ${relation}.`,
          `Set such options on the source ${relation} in the Data panel, and read ${relation} here.`,
        );
      edits.push({ start, end, text: quoteIdentifier(relation) });
    }
  }
  const edited = applyEdits(sql, edits);
  return { ok: true, value: { sql: edited.text, map: edited.map } };
}

/** Whether a table function reads files. */
export function isFileReader(name: string): boolean {
  return readers.has(name.toLowerCase());
}

function unknownFile(path: string): [message: string, hint: string] {
  if (/^s3:\/\//i.test(path))
    return [`The notebook has no source at ${path}.`, "Add it first: press Add data and choose S3."];
  if (/^[a-z][\w+.-]*:\/\//i.test(path))
    return [
      `Reading ${path} from SQL needs DuckDB's httpfs extension, which the engine in this tab does not have.`,
      "Add it first: press Add data and choose URL, or download it and drop it anywhere on the page.",
    ];
  return [
    `The notebook has no file "${path}".`,
    "Add the file first: press Add data, or drop it anywhere on the page.",
  ];
}

/** The file in a reader's first argument: one string literal, also as a list of one; else null. */
export function fileArgument(text: string): string | null {
  const tokens = significant(tokenize(text));
  const inner =
    tokens[0]?.text === "[" && tokens[tokens.length - 1]?.text === "]" ? tokens.slice(1, -1) : tokens;
  return inner.length === 1 ? stringValue(inner[0]) : null;
}
