import { tableFromIPC } from "apache-arrow";
import { collectingSink } from "../../testing/collectingSink.ts";
import type { ReadReport } from "../../types.ts";
import type { CsvOptions } from "../options/CsvOptions.ts";
import { readDelimitedText } from "../read/readDelimitedText.ts";
import type { CsvStructure } from "../sniff/CsvStructure.ts";

/** What the tolerant reader makes of a text; for tests only. */
export interface LoadedText {
  names: string[];
  rows: (string | null)[][];
  report: ReadReport;
  structure: CsvStructure;
  ipcs: Uint8Array[];
}

/** Reads a text in chunks of `chunkBytes`. */
export async function loadDelimited(
  text: string | Uint8Array,
  options: CsvOptions = {},
  chunkBytes = 1 << 20,
): Promise<LoadedText> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const sink = collectingSink();
  const { structure, ...report } = await readDelimitedText({
    open: () => chunked(bytes, chunkBytes),
    sink,
    options,
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  const rows = sink.ipcs.flatMap((ipc) => {
    const table = tableFromIPC(ipc);
    return Array.from({ length: table.numRows }, (_, row) =>
      report.columns.map((_, column): string | null => table.getChildAt(column)?.get(row) ?? null),
    );
  });
  return { names: report.columns.map(({ name }) => name), rows, report, structure, ipcs: sink.ipcs };
}

function chunked(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}
