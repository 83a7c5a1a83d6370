import type { SheetRow } from "./sheetRow.ts";
import type { RowSource } from "./workbook.ts";

/** All rows of a source; the row is the same object each time. For places where a promise a row does not matter. */
export async function* rowsOf(source: RowSource): AsyncGenerator<SheetRow> {
  do {
    for (let row = source.next(); row; row = source.next()) yield row;
  } while (await source.more());
}
