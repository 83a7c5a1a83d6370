import type { CsvCount } from "./csvCount.ts";
import { CsvScanner } from "./csvScanner.ts";
import type { CsvDialect } from "./dialect.ts";
import type { FieldKind } from "./fieldFacts.ts";

export interface CountOptions {
  /** What to look for, by column; without it plain files are counted several times faster. */
  kinds?: readonly FieldKind[];
  onProgress?: (bytesDone: number) => void;
  signal?: AbortSignal;
}

/** Counts the records of a CSV stream on its own, so that "rows = loaded + rejected" proves something. */
export async function countRecords(
  stream: ReadableStream<Uint8Array>,
  dialect: CsvDialect,
  options: CountOptions = {},
): Promise<CsvCount> {
  const scanner = new CsvScanner(dialect, options.kinds);
  const reader = stream.getReader();
  let bytesDone = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      options.signal?.throwIfAborted();
      scanner.push(part.value);
      bytesDone += part.value.length;
      options.onProgress?.(bytesDone);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return scanner.end();
}
