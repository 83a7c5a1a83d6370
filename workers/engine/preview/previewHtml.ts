import { largestTable } from "../../../lib/ingest/html/chooseTable.ts";
import { htmlTables } from "../../../lib/ingest/html/htmlTables.ts";
import { IngestError } from "../../../lib/ingest/types.ts";
import type { PreviewBody, PreviewContext } from "./PreviewBody.ts";
import { previewBatches } from "./previewBatches.ts";

/** Previews a table of a page, with the tables of its first part to choose from. */
export async function previewHtml(context: PreviewContext): Promise<PreviewBody> {
  const { detected, options, part } = context;
  const { tables } = htmlTables(new TextDecoder().decode(detected.head));
  const items = tables.flatMap(({ caption, rows }, index) =>
    rows.length === 0
      ? []
      : [
          {
            value: index + 1,
            label: caption === "" ? `Table ${index + 1}` : `${index + 1}: ${caption.slice(0, 60)}`,
            detail: `${rows.length} rows × ${rows[0]?.length ?? 0} columns`,
          },
        ],
  );
  const known: PreviewBody = {
    choices: items.length > 1 ? { option: "table", items } : null,
    // Of a page that goes on, the largest table may be one that is not seen here.
    effective: { ...options, ...(part.head.isWhole && { table: options.table ?? largestTable(tables) + 1 }) },
  };
  try {
    return { ...known, ...(await previewBatches(context)) };
  } catch (thrown) {
    if (!(thrown instanceof IngestError)) throw thrown;
    return { ...known, problem: thrown.message };
  }
}
