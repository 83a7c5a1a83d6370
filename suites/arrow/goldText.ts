/** Arrow's integration JSON, as much of it as is read here. */
export interface Gold {
  schema: { fields: GoldField[] };
  dictionaries?: { id: number; data: GoldBatch }[];
  batches: GoldBatch[];
}

interface GoldField {
  name: string;
  type: { name: string; [key: string]: unknown };
  children: GoldField[];
  dictionary?: { id: number };
  metadata?: { key: string; value: string }[];
}

interface GoldBatch {
  count: number;
  columns: GoldColumn[];
}

interface GoldColumn {
  name: string;
  count: number;
  VALIDITY?: number[];
  DATA?: (number | string | boolean)[];
  OFFSET?: (number | string)[];
  SIZE?: (number | string)[];
  TYPE_ID?: number[];
  VIEWS?: { SIZE: number; INLINED?: string; BUFFER_INDEX?: number; OFFSET?: number }[];
  VARIADIC_DATA_BUFFERS?: string[];
  children?: GoldColumn[];
}

export interface GoldTexts {
  columns: { name: string; isEqual: (found: string | null, wanted: string | null) => boolean }[];
  rows: (string | null)[][];
}

type Dictionaries = ReadonlyMap<number, GoldColumn>;

/** Every cell as DuckDB would print it as text, and how cells of each column are compared. */
export function goldTexts({ schema, dictionaries = [], batches }: Gold): GoldTexts {
  const known: Dictionaries = new Map(
    dictionaries.flatMap(({ id, data }) => data.columns.map((column) => [id, column] as const)),
  );
  const rows = batches.flatMap((batch) =>
    Array.from({ length: batch.count }, (_, row) =>
      schema.fields.map((field, index) => {
        const column = batch.columns[index];
        return column ? textAt(field, column, row, known) : null;
      }),
    ),
  );
  return { columns: schema.fields.map((field) => ({ name: field.name, isEqual: equality(field) })), rows };
}

function equality({ type }: GoldField) {
  return (found: string | null, wanted: string | null): boolean => {
    if (found === wanted) return true;
    if (found === null || wanted === null) return false;
    if (type.name === "floatingpoint") return Number(found) === Number(wanted);
    // Dates in milliseconds may be of a time of day; then all of the column are shown with one.
    if (type.name === "date") return found === `${wanted} 00:00:00`;
    // Nanoseconds are shown in full or without the zeros at their end.
    if (type.name === "timestamp" || type.name === "time") {
      return found.replace(/\.(\d*?)0+$/, ".$1").replace(/\.$/, "") === wanted;
    }
    return false;
  };
}

function textAt(field: GoldField, column: GoldColumn, row: number, known: Dictionaries): string | null {
  const { type, children } = field;
  if (type.name === "null" || column.VALIDITY?.[row] === 0) return null;
  if (field.dictionary) {
    const values = known.get(field.dictionary.id);
    return values
      ? textAt({ ...field, dictionary: undefined }, values, Number(column.DATA?.[row]), known)
      : null;
  }
  const cell = column.DATA?.[row];
  const inside = (index: number, at: number): string | null => {
    const child = children[index];
    const values = column.children?.[index];
    return child && values ? textAt(child, values, at, known) : null;
  };
  const nested = (index: number, at: number): string => {
    const text = inside(index, at);
    return text === null ? "NULL" : quoted(text, children[index]?.type.name ?? "");
  };
  const items = (from: number, length: number) =>
    `[${Array.from({ length }, (_, item) => nested(0, from + item)).join(", ")}]`;
  const offset = (at: number) => Number(column.OFFSET?.[at]);
  switch (type.name) {
    case "int":
      return String(cell);
    case "floatingpoint":
      return floatText(Number(cell), String(type.precision));
    case "bool":
      return String(Boolean(cell));
    case "utf8":
    case "largeutf8":
      return String(cell);
    case "binary":
    case "largebinary":
      return blobText(String(cell));
    case "fixedsizebinary":
      return isUuid(field) ? uuidText(String(cell)) : blobText(String(cell));
    case "binaryview":
    case "utf8view":
      return viewText(column, row, type.name === "binaryview");
    case "decimal":
      return decimalText(String(cell), Number(type.scale));
    case "date":
      return type.unit === "DAY"
        ? momentText(BigInt(String(cell)) * 86_400n, 0n, 0).slice(0, -9)
        : timestampText(BigInt(String(cell)), "MILLISECOND").replace(/ 00:00:00$/, "");
    case "time":
      return clockText(BigInt(String(cell)), String(type.unit));
    case "timestamp":
      return timestampText(BigInt(String(cell)), String(type.unit));
    case "list":
    case "largelist":
      return items(offset(row), offset(row + 1) - offset(row));
    case "listview":
    case "largelistview":
      return items(offset(row), Number(column.SIZE?.[row]));
    case "fixedsizelist":
      return items(row * Number(type.listSize), Number(type.listSize));
    case "struct":
      return `{${children.map((child, index) => `'${child.name || `v${index}`}': ${nested(index, row)}`).join(", ")}}`;
    case "map":
      return mapText(field, column, offset(row), offset(row + 1), known);
    case "union": {
      const ids = Array.isArray(type.typeIds) ? type.typeIds : [];
      const member = ids.indexOf(column.TYPE_ID?.[row]);
      return inside(member, type.mode === "DENSE" ? offset(row) : row);
    }
    case "runendencoded": {
      const ends = column.children?.[0]?.DATA ?? [];
      return inside(
        1,
        ends.findIndex((end) => Number(end) > row),
      );
    }
    default:
      throw new Error(`no text for ${type.name}`);
  }
}

function mapText(
  field: GoldField,
  column: GoldColumn,
  from: number,
  to: number,
  known: Dictionaries,
): string {
  const [key, value] = field.children[0]?.children ?? [];
  const [keys, values] = column.children?.[0]?.children ?? [];
  if (!key || !value || !keys || !values) throw new Error("a map without keys and values");
  const part = (of: GoldField, cells: GoldColumn, at: number) => {
    const text = textAt(of, cells, at, known);
    return text === null ? "NULL" : quoted(text, of.type.name);
  };
  const pairs = Array.from(
    { length: to - from },
    (_, index) => `${part(key, keys, from + index)}=${part(value, values, from + index)}`,
  );
  return `{${pairs.join(", ")}}`;
}

/** Text within nested values is in quotes where it could be misread. */
function quoted(text: string, type: string): string {
  if (!/utf8/.test(type)) return text;
  return text === "" || /[\s'"(){}[\],:=\\]/.test(text) || /^null$/i.test(text) ? `'${text}'` : text;
}

function floatText(value: number, precision: string): string {
  if (precision === "DOUBLE") return Number.isInteger(value) ? `${value}.0` : String(value);
  const single = Math.fround(value);
  for (let digits = 1; digits <= 9; digits++) {
    const text = String(Number(single.toPrecision(digits)));
    if (Math.fround(Number(text)) === single) return /[.e]/.test(text) ? text : `${text}.0`;
  }
  return String(single);
}

function blobText(hex: string): string {
  const bytes = Buffer.from(hex, "hex");
  return Array.from(bytes, (byte) =>
    byte >= 32 && byte < 127 && !`\\'"`.includes(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}

function isUuid({ metadata = [] }: GoldField): boolean {
  return metadata.some(({ key, value }) => key === "ARROW:extension:name" && value === "arrow.uuid");
}

function uuidText(hex: string): string {
  return hex.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function viewText({ VIEWS, VARIADIC_DATA_BUFFERS = [] }: GoldColumn, row: number, isBinary: boolean): string {
  const view = VIEWS?.[row];
  if (!view) throw new Error("a view is missing");
  if (view.INLINED !== undefined) return isBinary ? blobText(view.INLINED) : view.INLINED;
  const from = (view.OFFSET ?? 0) * 2;
  const hex = (VARIADIC_DATA_BUFFERS[view.BUFFER_INDEX ?? 0] ?? "").slice(from, from + view.SIZE * 2);
  return isBinary ? blobText(hex) : Buffer.from(hex, "hex").toString("utf8");
}

function decimalText(unscaled: string, scale: number): string {
  const digits = unscaled.replace("-", "").padStart(scale + 1, "0");
  const point = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return unscaled.startsWith("-") ? `-${point}` : point;
}

/** A time of day, which may be 24:00:00. */
function clockText(value: bigint, unit: string): string {
  const text = timestampText(value, unit);
  return text.startsWith("1970-01-02") ? `24${text.slice(13)}` : text.slice(11);
}

function timestampText(value: bigint, unit: string): string {
  const places = { SECOND: 0, MILLISECOND: 3, MICROSECOND: 6, NANOSECOND: 9 }[unit] ?? 0;
  const factor = 10n ** BigInt(places);
  const rest = ((value % factor) + factor) % factor;
  return momentText((value - rest) / factor, rest, places);
}

function momentText(seconds: bigint, rest: bigint, places: number): string {
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19).replace("T", " ");
  const fraction = rest === 0n ? "" : `.${rest.toString().padStart(places, "0").replace(/0+$/, "")}`;
  return `${text}${fraction}`;
}
