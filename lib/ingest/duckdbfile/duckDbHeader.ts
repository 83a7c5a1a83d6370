/** What the first bytes of a DuckDB database file say. */
export interface DuckDbHeader {
  /** Number of the storage format; DuckDB raises it when older versions could not read what it writes. */
  storage: number;
  /** The DuckDB that wrote the file, as it calls itself ("v1.4.3"); "" where it does not say. */
  writer: string;
  /** Bytes that the file must have for all of its blocks. */
  bytes: number;
}

/** The formats that the engine here (DuckDB 1.4) attaches. */
const oldest = 64;
const newest = 67;

/** From which DuckDB on each format is written. */
const since: readonly (readonly [number, string])[] = [
  [15, "0.2.6"],
  [17, "0.2.7"],
  [18, "0.2.8"],
  [21, "0.2.9"],
  [25, "0.3.0"],
  [27, "0.3.1"],
  [31, "0.3.2"],
  [33, "0.3.3"],
  [38, "0.5"],
  [39, "0.6"],
  [43, "0.7"],
  [51, "0.8"],
  [64, "0.9"],
  [65, "1.2"],
  [66, "1.3"],
  [67, "1.4"],
];

/** The header is written in turns to two places, so that one is always whole; behind them lie the blocks. */
const turns = [4096, 8192];
const blocksAt = 12_288;

const magicAt = 8;
const storageAt = 12;
const writerAt = 52;
const writerBytes = 32;

/** Reads the header of a database file; null where the bytes are of no such file. */
export function duckDbHeader(head: Uint8Array): DuckDbHeader | null {
  if (head.length < blocksAt) return null;
  if (String.fromCharCode(...head.subarray(magicAt, storageAt)) !== "DUCK") return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const storage = Number(view.getBigUint64(storageAt, true));
  const name = String.fromCharCode(...head.subarray(writerAt, writerAt + writerBytes)).replace(/\0.*$/s, "");
  return { storage, writer: /^v?\d+\.\d+[\w.+-]*$/.test(name) ? name : "", bytes: bytesOf(view) };
}

function bytesOf(view: DataView): number {
  const [first, second] = turns.map((at) => ({
    iteration: view.getBigUint64(at + 8, true),
    bytes: blocksAt + Number(view.getBigUint64(at + 32, true)) * Number(view.getBigUint64(at + 40, true)),
  }));
  if (!first || !second) return blocksAt;
  return first.iteration > second.iteration ? first.bytes : second.bytes;
}

/**
 * Why the engine cannot attach such a file of `fileBytes` and what to do, or null where it can.
 * A file without all of its blocks must not be attached: DuckDB-WASM reads past its end for ever.
 */
export function duckDbProblem({ storage, writer, bytes }: DuckDbHeader, fileBytes: number): string | null {
  if (storage >= oldest && storage <= newest) {
    if (fileBytes >= bytes) return null;
    return (
      `This DuckDB database is damaged or cut short: by its header it has ${bytes} bytes, and the file has ${fileBytes}. ` +
      "Get the file again, when no program is writing to it."
    );
  }
  const by = writer ? ` by DuckDB ${writer.replace(/^v/, "")}` : "";
  if (storage > newest) {
    return (
      `This DuckDB database was written${by} in storage format ${storage}, which is newer than DuckDB 1.4, the engine here, ` +
      "reads. Copy it with ATTACH 'copy.duckdb' (STORAGE_VERSION 'v1.4.0') and COPY FROM DATABASE, or export its tables as Parquet."
    );
  }
  const version = since.findLast(([format]) => format <= storage)?.[1] ?? "0.2";
  return (
    `This DuckDB database was written${by || ` by DuckDB ${version} or so`} in storage format ${storage}, which DuckDB has not ` +
    "read since version 0.9. Open it with that version and export its tables as Parquet (EXPORT DATABASE)."
  );
}
