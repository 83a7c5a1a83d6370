import type { FilePart } from "../../lib/engine/protocol.ts";
import { isDocumentPackage } from "../../lib/ingest/archive/dataMembers.ts";
import { detectArchive } from "../../lib/ingest/archive/detectArchive.ts";
import { listMembers } from "../../lib/ingest/archive/listMembers.ts";
import { plainFile } from "../../lib/ingest/compression/plainFile.ts";
import { type DetectedFile, detectBinary } from "../../lib/ingest/detectFile.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { attachDatabase, tableLabel } from "./loadDuckDb.ts";
import type { EngineSession } from "./session.ts";
import { tablesIn } from "./sourceInput.ts";

const only: FilePart = { name: "", options: {} };

/** The relations that a file can give: tables of a database, sheets, files of an archive; see EngineApi.inspect. */
export async function inspectFile(session: EngineSession, file: File, id: number): Promise<FilePart[]> {
  if ((await detectArchive(file)) !== null) {
    const listing = await listMembers(file);
    if (listing.archive !== "zip" || !isDocumentPackage(listing.members)) {
      return several(
        tablesIn(listing).map(({ name, pattern, paths }) => ({
          name,
          options: { members: pattern },
          files: paths.length,
        })),
      );
    }
  }
  const { file: plain } = await plainFile(file);
  const detected = await detectBinary(plain);
  if (detected?.format === "duckdb") return tablesOf(session, plain, detected, id);
  if (detected?.format === "workbook") return sheetsOf(plain);
  return [only];
}

/** The sheets with values; hidden ones only where there are no others. */
async function sheetsOf(file: File): Promise<FilePart[]> {
  const { workbookSheets } = await import("../../lib/ingest/excel/workbookSheets.ts");
  const sheets = (await workbookSheets(file)).filter(({ cells }) => cells === null || cells > 0);
  const open = sheets.filter(({ hidden }) => hidden === "no");
  return several((open.length > 0 ? open : sheets).map(({ name }) => ({ name, options: { sheet: name } })));
}

function several(parts: FilePart[]): FilePart[] {
  return parts.length > 1 ? parts : [only];
}

async function tablesOf(
  session: EngineSession,
  file: File,
  detected: DetectedFile,
  id: number,
): Promise<FilePart[]> {
  const path = `${session.host.folder}src/inspect-${id}/database.duckdb`;
  const alias = `__eider_look${id}`;
  try {
    const { tables } = await attachDatabase(
      { session, request: { id, file, relation: "" }, path },
      detected,
      alias,
    );
    return several(
      tables.map((table) => ({ name: tableLabel(table), options: { table: tableLabel(table) } })),
    );
  } finally {
    if (!session.host.isDead) {
      await session.control(`detach database if exists ${quoteIdentifier(alias)}`);
      await session.host.dropFile(path).catch(() => undefined);
    }
  }
}
