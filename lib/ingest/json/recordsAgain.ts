import type { ReadAgain } from "../types.ts";
import type { RowPlan } from "./jsonPlan.ts";
import { RecordSplitter } from "./recordSplitter.ts";
import { RowFiller } from "./rowFiller.ts";

const rowsAtOnce = 10_000;

/** Reads single records into the columns that all records of a file were planned as; each text is to be one value. */
export function recordsAgain(plan: RowPlan): ReadAgain {
  return async (texts, sink) => {
    const problems = new Map<number, string>();
    const lines = texts.flatMap((text, index) => {
      const { line, problem } = asLine(text);
      if (problem !== null) problems.set(index, problem);
      return problem === null ? [{ line, index }] : [];
    });
    for (let at = 0; at < lines.length; at += rowsAtOnce) {
      const some = lines.slice(at, at + rowsAtOnce);
      const splitter = new RecordSplitter({ kind: "lines" });
      const rows = new RowFiller(plan, splitter);
      splitter.push(new TextEncoder().encode(some.map(({ line }) => `${line}\n`).join("")));
      for (const { index } of some) {
        const record = splitter.next(true);
        const rejects = rows.rejects.length;
        const fits = record !== null && rows.add(record);
        const reject = rows.rejects[rejects];
        if (!fits) problems.set(index, "a value is not of its column's type, or a key has no column");
        else if (reject) problems.set(index, reject.reason);
      }
      if (rows.count > 0) await sink.append(rows.take().ipc);
    }
    return problems;
  };
}

/** A value on one line; only the space between marks may hold line ends, which then mean nothing. */
function asLine(text: string): { line: string; problem: string | null } {
  if (text.trim() === "") return { line: "", problem: "the text is empty" };
  if (!/[\r\n]/.test(text)) return { line: text, problem: null };
  try {
    JSON.parse(text);
    return { line: text.replace(/[\r\n]+/g, " "), problem: null };
  } catch (thrown) {
    return { line: "", problem: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
