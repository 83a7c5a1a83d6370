import type { ReadAgain } from "../../types.ts";
import { parseRow } from "./parseRow.ts";
import { RecordParser } from "./RecordParser.ts";
import { TextBatch } from "./TextBatch.ts";
import type { TextDialect } from "./textDialect.ts";

/** Reads single rows of delimited text into the columns of text that a file was read into. */
export function textRowsAgain(names: readonly string[], dialect: TextDialect): ReadAgain {
  const encoder = new TextEncoder();
  return async (texts, sink) => {
    const parser = new RecordParser(dialect);
    const batch = new TextBatch(names, sink);
    const problems = new Map<number, string>();
    for (const [index, text] of texts.entries()) {
      const bytes = encoder.encode(text);
      const problem = parseRow(parser, bytes, names.length);
      if (problem !== null) problems.set(index, problem);
      else batch.append(parser, bytes);
      if (batch.isFull) await batch.flush(false);
    }
    await batch.flush(false);
    return problems;
  };
}
