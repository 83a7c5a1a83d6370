import { type Data, type RecordBatch, RecordBatchReader, Type } from "apache-arrow";

/** Rows of text, decoded cell by cell when asked; `cell` gives null for NULL and counts rows and columns from 0. */
export interface TextPage {
  readonly columns: string[];
  readonly rows: number;
  cell(row: number, column: number): string | null;
}

/** The buffers of one column of one batch. */
interface TextChunk {
  offset: number;
  nulls: Uint8Array | null;
  ends: Int32Array;
  bytes: Uint8Array;
}

// DuckDB's text may begin with U+FEFF, which a decoder would take for a mark and drop.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Reads an Arrow IPC stream in which every column is Utf8, as a page of text arrives from the engine.
 * Nothing is decoded up front. Throws where a column has another type.
 */
export function decodeTextPage(ipc: Uint8Array): TextPage {
  const reader = RecordBatchReader.from(ipc).open();
  // Read before the batches: a reader that has come to its end forgets its schema.
  const { fields } = reader.schema;
  const columns = fields.map((field) => field.name);
  for (const field of fields) {
    if (field.typeId !== Type.Utf8 && field.typeId !== Type.Null) {
      throw new Error(`A text page holds text only, but column ${field.name} is ${field.type}`);
    }
  }
  const batches = [...reader].filter((batch) => batch.numRows > 0);
  const starts: number[] = [];
  let rows = 0;
  for (const batch of batches) {
    starts.push(rows);
    rows += batch.numRows;
  }
  const chunks = batches.map((batch) => textChunks(batch));
  return {
    columns,
    rows,
    cell(row, column) {
      if (!(row >= 0 && row < rows)) return null;
      let at = starts.length - 1;
      while (row < (starts[at] ?? 0)) at--;
      const chunk = chunks[at]?.[column];
      return chunk ? textAt(chunk, row - (starts[at] ?? 0)) : null;
    },
  };
}

function textChunks(batch: RecordBatch): (TextChunk | null)[] {
  return batch.data.children.map((data: Data) => {
    if (data.typeId === Type.Null) return null;
    return {
      offset: data.offset,
      nulls: data.nullCount > 0 ? data.nullBitmap : null,
      ends: data.valueOffsets,
      bytes: data.values,
    };
  });
}

function textAt({ nulls, offset, ends, bytes }: TextChunk, row: number): string | null {
  const bit = row + offset;
  if (nulls && nulls.length > 0 && (((nulls[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 0) return null;
  return utf8.decode(bytes.subarray(ends[row], ends[row + 1]));
}
