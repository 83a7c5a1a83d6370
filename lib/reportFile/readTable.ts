import { Decompress } from "fzstd";
import { parquetMetadata, parquetRead, type SchemaElement } from "hyparquet";
import { isMeasure, isUnsigned, storedText, unsignedOf, wholeOf } from "./storedText.ts";

/** A relation as a file with data carries it: values as they are stored, told as DuckDB prints them. */
export interface ReadTable {
  readonly columns: readonly ReadColumn[];
  readonly rowCount: number;
}

export interface ReadColumn {
  readonly name: string;
  /** Whether its values are numbers or times, which go by their size. */
  readonly isMeasure: boolean;
  /** null is NULL. */
  text(row: number): string | null;
  /** Negative where the first row comes first, by value; NULL comes last. */
  compare(row: number, other: number): number;
}

/** Zstandard as `writeParquet` writes it; a page may be longer than what was promised of it only by a lie. */
function inflate(input: Uint8Array, outputLength: number): Uint8Array {
  const out = new Uint8Array(outputLength);
  let at = 0;
  new Decompress((part) => {
    if (at + part.length > outputLength) throw new Error("The data is longer than it says.");
    out.set(part, at);
    at += part.length;
  }).push(input, true);
  return out;
}

/** Numbers that go as text into the file. */
const numbersAsText = /^(FLOAT|U?HUGEINT|BIGNUM)$/;

/** Reads a Parquet file without nested columns; `types` are DuckDB's, in order. Rejects where it is damaged. */
export async function readTable(file: ArrayBuffer, types: readonly string[] = []): Promise<ReadTable> {
  const metadata = parquetMetadata(file);
  const [root, ...elements] = metadata.schema;
  if (!root) throw new Error("The data has no columns.");
  // Without what they mean, values come as they are stored.
  const stored = elements.map(({ converted_type: _, logical_type: __, ...element }) => element);
  const rowCount = Number(metadata.num_rows);
  const values = new Map<string, unknown[]>(
    elements.map(({ name }) => [name, new Array(rowCount).fill(null)]),
  );
  await parquetRead({
    file,
    metadata: { ...metadata, schema: [root, ...stored] },
    compressors: { ZSTD: inflate },
    utf8: false,
    geoparquet: false,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = values.get(columnName);
      for (let row = 0; column && row < columnData.length; row++) column[rowStart + row] = columnData[row];
    },
  });
  const columns = elements.map((element, at) =>
    readColumn(element, values.get(element.name) ?? [], numbersAsText.test(types[at] ?? "")),
  );
  return { rowCount, columns };
}

function readColumn(element: SchemaElement, values: readonly unknown[], isNumber: boolean): ReadColumn {
  const tell = storedText(element);
  const text = (row: number) => {
    const stored = values[row] ?? null;
    return stored === null ? null : tell(stored);
  };
  const measure = isMeasure(element);
  const unsigned = isUnsigned(element);
  const byText = new Intl.Collator("en", { numeric: true }).compare;
  const compareValues = (row: number, other: number): number => {
    const [one, two] = [values[row], values[other]];
    if (unsigned) return compareNumbers(unsignedOf(one), unsignedOf(two));
    if (measure && typeof one === "number" && typeof two === "number") return compareNumbers(one, two);
    if (measure) return compareNumbers(wholeOf(one), wholeOf(two));
    const [a, b] = [text(row) ?? "", text(other) ?? ""];
    return (isNumber && compareNumbers(numberOf(a), numberOf(b))) || byText(a, b);
  };
  return {
    name: element.name,
    isMeasure: measure || isNumber,
    text,
    compare(row, other) {
      const [none, noOther] = [(values[row] ?? null) === null, (values[other] ?? null) === null];
      return none || noOther ? Number(none) - Number(noOther) : compareValues(row, other);
    },
  };
}

const numberOf = (text: string) => Number(text.replace("inf", "Infinity"));

/** As DuckDB orders them: NaN is the greatest. */
function compareNumbers<T extends number | bigint>(one: T, other: T): number {
  if (Number.isNaN(one) || Number.isNaN(other))
    return Number(Number.isNaN(one)) - Number(Number.isNaN(other));
  return one < other ? -1 : Number(one > other);
}
