import { readTable } from "../../lib/reportFile/readTable.ts";
import { type ReportTable, tableId } from "../../lib/reportFile/reportManifest.ts";
import { readManifest } from "./readManifest.ts";
import { showTable } from "./showTable.ts";

/** Shows the relations of a file with data, each from the Parquet that the file carries of it. */

function bytesOf(index: number): Uint8Array<ArrayBuffer> {
  const text = atob(document.getElementById(tableId(index))?.textContent ?? "");
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

async function show(place: HTMLElement, table: ReportTable, index: number): Promise<void> {
  const bytes = bytesOf(index);
  showTable(place, table, await readTable(bytes.buffer, table.types), bytes);
}

const { tables } = readManifest();
for (const place of document.querySelectorAll<HTMLElement>("[data-table]")) {
  const index = Number(place.dataset.table);
  const table = tables[index];
  if (!table) continue;
  show(place, table, index).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    place.textContent = `The rows of ${table.name} could not be read: ${why} The file may be damaged.`;
  });
}
