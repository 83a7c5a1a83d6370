/** Eider's own reader of delimited text as a loader for the suites, in Node. */
import { gunzipSync } from "node:zlib";
import { importBundled } from "../bin/bundle/importBundled.mjs";

/** A loader that reads bytes as sniffed, or as `options` say, with every column as text. */
export async function nodeLoader() {
  const { readDelimitedText } = await importBundled("lib/ingest/csv/read/readDelimitedText.ts");
  const { tableFromIPC } = await importBundled("suites/arrowTable.ts");
  return async (_name, bytes, options = {}) => {
    const ipcs = [];
    const sink = { append: async (ipc) => void ipcs.push(ipc), restart: async () => void ipcs.splice(0) };
    const text = utf8Of(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
    const open = () => new Blob([text]).stream();
    try {
      const signal = new AbortController().signal;
      const report = await readDelimitedText({ open, sink, options, onProgress: () => undefined, signal });
      const rows = [];
      for (const ipc of ipcs) {
        const table = tableFromIPC(ipc);
        const columns = report.columns.map((_, index) => table.getChildAt(index));
        for (let row = 0; row < table.numRows; row++)
          rows.push(columns.map((column) => column?.get(row) ?? null));
      }
      return {
        columns: report.columns.map(({ name }) => name),
        rows,
        structure: report.structure,
        rejects: report.rejects,
        notes: report.notes,
        skipped: report.skipped,
        receipt: { rows: report.rows, loaded: report.loaded, rejected: report.rejects.length },
      };
    } catch (problem) {
      if (problem?.name === "IngestError") return { error: problem.message };
      throw problem;
    }
  };
}

/** Bytes as UTF-8: as they are, or decoded where they are something else by their mark or by not being UTF-8. */
function utf8Of(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return Buffer.from(new TextDecoder("utf-16le").decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(new TextDecoder("utf-16be").decode(bytes));
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return bytes;
  } catch {
    return Buffer.from(new TextDecoder("windows-1252").decode(bytes));
  }
}
