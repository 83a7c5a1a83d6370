import { useCallback, useRef, useState } from "react";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import { type CopyFormat, copyFormatNames } from "../../lib/grid/copy/copyFormatNames.ts";
import type { GridRange } from "../../lib/grid/gridSelection.ts";
import { lazyModule } from "../../lib/lazy/lazyModule.ts";
import type { RowSource } from "../../lib/store/commands.ts";
import type { GridColumns } from "./gridColumns.ts";
import type { GridFrame } from "./gridFrame.ts";

const copying = lazyModule(async () => {
  const [formats, reading] = await Promise.all([
    import("../../lib/grid/copy/copyFormats.ts"),
    import("../../lib/grid/copy/readRange.ts"),
  ]);
  return { ...formats, ...reading };
});

/** What is said of the last copy. */
export interface CopyStatus {
  text: string;
  failed: boolean;
}

/** Copies ranges of a result to the clipboard, rows that are not here yet among them; and what came of it. */
export function useCopy(label: string, result: KeptResult, frame: GridFrame, rows: RowSource) {
  const [status, setStatus] = useState<CopyStatus | null>(null);
  const latest = useRef(0);
  const copy = useCallback(
    async (format: CopyFormat, range: GridRange, columns: GridColumns) => {
      const number = ++latest.current;
      const tell = (text: string, failed = false) => {
        if (number === latest.current) setStatus({ text, failed });
      };
      const taken = columns.all.slice(range.fromPlace, range.toPlace + 1);
      const text = async () => {
        const { readRange, writeCopy, copiedLine } = await copying.load();
        const read = await readRange(
          { fromRow: range.fromRow, toRow: range.toRow, columns: taken.map(({ index }) => index) },
          (row, column) => frame.textNow(row, column),
          (offset, limit) => rows.page(result.resultKey, offset, limit),
          result.columns.length,
        );
        if (!read.ok) throw new Error(read.error.message);
        const table = { columns: taken.map(({ column }) => column), rows: read.value.rows };
        const name = format === "values" ? null : copyFormatNames[format];
        return {
          text: writeCopy(format, table, label),
          line: copiedLine(read.value, taken.length, name),
        };
      };
      const writing = text();
      const slow = setTimeout(() => tell("Copying…"), 200);
      try {
        await writeClipboard(writing.then((written) => written.text));
        tell((await writing).line);
      } catch (thrown) {
        tell(`Not copied: ${thrown instanceof Error ? thrown.message : String(thrown)}`, true);
      } finally {
        clearTimeout(slow);
      }
    },
    [label, result, frame, rows],
  );
  return { status, copy };
}

/** Asked for at once, before the text is there: later the browser may not take it for what the user did. */
async function writeClipboard(text: Promise<string>): Promise<void> {
  const { clipboard } = navigator;
  if (!clipboard) throw new Error("a page that came by plain http may not use the clipboard.");
  if (typeof ClipboardItem === "undefined") return clipboard.writeText(await text);
  const item = new ClipboardItem({
    "text/plain": text.then((written) => new Blob([written], { type: "text/plain" })),
  });
  try {
    await clipboard.write([item]);
  } catch {
    // Where the text itself failed this throws why; where a promise was not taken, plain text may be.
    await clipboard.writeText(await text);
  }
}
