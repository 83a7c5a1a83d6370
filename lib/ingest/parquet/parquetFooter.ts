import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync } from "hyparquet";
import { IngestError } from "../types.ts";
import type { RandomFile } from "./randomFile.ts";

/** Smallest and largest values are kept as they are stored: as dates they would lose what is below the millisecond. */
const storedStatistics = {
  dateFromDays: same,
  timestampFromMilliseconds: same,
  timestampFromMicroseconds: same,
  timestampFromNanoseconds: same,
  stringFromBytes: same,
};

/** A Parquet file's own account of itself. */
export interface ParquetFooter {
  buffer: AsyncBuffer;
  metadata: FileMetaData;
  /** Rows by row group: what a load must come to. */
  groupRows: number[];
  rows: number;
}

/** Reads and checks the footer. Throws an IngestError for a file that is cut short, encrypted, damaged or not Parquet. */
export async function readFooter(file: RandomFile): Promise<ParquetFooter> {
  const first = text(new Uint8Array(await file.slice(0, 4).arrayBuffer()));
  if (first === "PARE") throw encrypted();
  if (first !== "PAR1") throw new IngestError('The file does not begin with "PAR1", so it is not Parquet.');
  return footerAtEnd(file);
}

/** As `readFooter`, of a file whose beginning is not looked at. */
export async function footerAtEnd(file: RandomFile): Promise<ParquetFooter> {
  const tail = new Uint8Array(await file.slice(Math.max(0, file.size - 8), file.size).arrayBuffer());
  const last = text(tail.subarray(-4));
  if (last === "PARE") throw encrypted();
  if (last !== "PAR1" || file.size < 12) {
    throw new IngestError(
      `The Parquet file is cut short: it ends after ${file.size} bytes without its footer, so none of it can be read; get the whole file again.`,
    );
  }
  const footerBytes: number = new DataView(tail.buffer).getUint32(0, true);
  if (footerBytes > file.size - 12)
    throw damaged(`its footer claims ${footerBytes} bytes of a file of ${file.size}`);
  const buffer: AsyncBuffer = {
    byteLength: file.size,
    slice: (from, to = file.size) => file.slice(from, to).arrayBuffer(),
  };
  const metadata = await parquetMetadataAsync(buffer, {
    geoparquet: false,
    initialFetchSize: footerBytes + 8,
    parsers: storedStatistics,
  }).catch((problem: unknown) => {
    throw damaged(`its footer cannot be read (${problem instanceof Error ? problem.message : problem})`);
  });
  const groupRows = metadata.row_groups.map((group) => Number(group.num_rows));
  if (groupRows.some((rows) => rows < 0)) throw damaged("a row group claims a negative number of rows");
  return { buffer, metadata, groupRows, rows: groupRows.reduce((sum, rows) => sum + rows, 0) };
}

/** The error of a file whose bytes contradict themselves. */
export function damaged(how: string): IngestError {
  return new IngestError(`The Parquet file is damaged: ${how}; get or write the file again.`);
}

function encrypted(): IngestError {
  return new IngestError(
    "The Parquet file is encrypted, which cannot be loaded; write it without encryption.",
  );
}

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function same<T>(stored: T): T {
  return stored;
}
