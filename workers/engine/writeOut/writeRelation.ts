import { ByteBound } from "../../../lib/writeOut/byteBound.ts";
import { CutMessages, type PartitionValues } from "../../../lib/writeOut/cutMessages.ts";
import { filePath } from "../../../lib/writeOut/outPaths.ts";
import type { OutFile } from "../../../lib/writeOut/plan.ts";
import { type OutWork, writerOf } from "./outWork.ts";
import { fileRows, type PlannedRows } from "./plannedRows.ts";
import { writeFile } from "./writeFile.ts";

/** Writes one relation as a file, or as many as its folders and bounds come to; one of them is open at a time. */
export async function writeRelation(work: OutWork, relation: PlannedRows): Promise<OutFile[]> {
  const { session, plan, store, signal, told, options } = work;
  const { partitionBy, maxRows, maxBytes, format, manifest } = plan;
  if (format === "duckdb") throw new Error("A database is written as one.");
  const { columns, sql, notes } = await fileRows(session, relation, { ...plan, format });
  const isCut = partitionBy.length > 0 || maxRows !== null || maxBytes !== null;
  const files: OutFile[] = [];
  const connection = await session.connect();
  try {
    const stream = session.stream(connection, sql, { signal });
    const cut = await CutMessages.open(stream, columns.length, partitionBy.length);
    const bound = new ByteBound(maxBytes);
    let folder: PartitionValues | null = null;
    let number = 0;
    try {
      // Without folders, no rows are still a file: whoever reads it next finds its columns.
      while (!cut.isOver || (files.length === 0 && partitionBy.length === 0)) {
        number = files.length > 0 && sameFolder(folder, cut.partition) ? number + 1 : 1;
        folder = cut.partition;
        const path = filePath(plan, relation.name, folder, number);
        const messages = measured(cut.nextFile({ maxRows, isFull: () => bound.isFull() }), (bytes) =>
          bound.take(bytes),
        );
        told.file();
        const chunks = writerOf(format)(messages, columns, {
          ...options,
          relation: relation.name,
          ...(isCut ? {} : { rows: relation.rows }),
          onRows: told.rows,
        });
        const written = await writeFile(store, path, chunks, {
          isHashed: manifest,
          signal,
          onBytes: (bytes) => bound.give(bytes),
        });
        bound.next();
        const rows = cut.rowsInFile;
        const partition = partitionOf(partitionBy, folder);
        files.push({ relation: relation.name, file: path, rows, ...written, columns, ...partition, notes });
      }
    } finally {
      await cut.close();
    }
  } finally {
    if (!session.host.isDead) await session.host.disconnect(connection);
  }
  return files;
}

function partitionOf(keys: readonly string[], values: PartitionValues | null): Pick<OutFile, "partition"> {
  if (keys.length === 0) return {};
  return { partition: Object.fromEntries(keys.map((key, at) => [key, values?.[at] ?? null])) };
}

function sameFolder(one: PartitionValues | null, other: PartitionValues | null): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function* measured(
  messages: AsyncIterable<Uint8Array>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const message of messages) {
    onBytes(message.byteLength);
    yield message;
  }
}
