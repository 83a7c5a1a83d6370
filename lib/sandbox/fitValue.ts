import type { DuckType } from "../table/duckType.ts";
import { exactDecimalWidth, typeName } from "./cellType.ts";
import { DuckTime, type DuckTimeType } from "./duckTime.ts";
import { plainNumber } from "./plainNumber.ts";
import { isRecord } from "./rowForm.ts";
import { type Shape, shapes } from "./shape.ts";
import { isBytes, listItems, ValueRefused } from "./widenShape.ts";

/** How values get into a column whose type is given. */
export interface Fitting {
  /** The value as the column's batches hold it; throws ValueRefused for one that the type does not hold exactly. */
  take(value: unknown): unknown;
  /** What the batches hold; the column is changed from that to the type at the end. */
  shape: Shape;
}

const integers: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = {
  TINYINT: signed(8n),
  SMALLINT: signed(16n),
  INTEGER: signed(32n),
  BIGINT: signed(64n),
  HUGEINT: signed(128n),
  UTINYINT: unsigned(8n),
  USMALLINT: unsigned(16n),
  UINTEGER: unsigned(32n),
  UBIGINT: unsigned(64n),
  UHUGEINT: unsigned(128n),
};

function signed(bits: bigint): readonly [bigint, bigint] {
  return [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n];
}

function unsigned(bits: bigint): readonly [bigint, bigint] {
  return [0n, 2n ** bits - 1n];
}

const microsBefore: ReadonlySet<string> = new Set(["TIMESTAMP", "TIMESTAMP WITH TIME ZONE"]);
const times: ReadonlySet<string> = new Set([
  "DATE",
  "TIME",
  "TIMESTAMP",
  "TIMESTAMP_S",
  "TIMESTAMP_MS",
  "TIMESTAMP_NS",
  "TIMESTAMP WITH TIME ZONE",
]);

/** The way of values into a column of a type: nothing is rounded, cut or read out of a text. */
export function fittingOf(type: DuckType): Fitting {
  const { take, shape } = nonNull(type);
  return { shape, take: (value) => (value === null || value === undefined ? null : take(value)) };
}

function nonNull(type: DuckType): Fitting {
  const name = typeName(type);
  const refuse = (value: unknown): never => {
    throw new ValueRefused(`${said(value)} does not fit ${name}`);
  };
  switch (type.kind) {
    case "scalar":
      return scalar(type.name, refuse);
    case "decimal":
      return {
        shape: shapes.text,
        take: (value) => decimalText(value, type.width, type.scale) ?? refuse(value),
      };
    case "enum": {
      const values = new Set(type.values);
      return {
        shape: shapes.text,
        take: (value) => (typeof value === "string" && values.has(value) ? value : refuse(value)),
      };
    }
    case "list":
    case "array": {
      const of = fittingOf(type.of);
      const size = type.kind === "array" ? type.size : null;
      return {
        shape: { is: "list", of: of.shape },
        take: (value) => {
          const items =
            typeof value === "object" && value !== null && !isBytes(value) ? listItems(value) : null;
          if (!items || (size !== null && items.length !== size)) return refuse(value);
          return Array.from(items, of.take);
        },
      };
    }
    case "map": {
      const [key, item] = [nonNull(type.key), fittingOf(type.value)];
      return {
        shape: { is: "map", key: key.shape, value: item.shape },
        take: (value) => {
          if (!(value instanceof Map)) return refuse(value);
          return new Map(
            Array.from(value, ([from, to]: [unknown, unknown]) => [key.take(from), item.take(to)]),
          );
        },
      };
    }
    case "struct": {
      const fields = type.fields.map((field) => ({ name: field.name, ...fittingOf(field.type) }));
      const names = new Set(fields.map((field) => field.name));
      return {
        shape: { is: "struct", fields: new Map(fields.map((field) => [field.name, field.shape])) },
        take: (value) => {
          if (!isRecord(value)) return refuse(value);
          for (const given of Object.keys(value))
            if (!names.has(given)) throw new ValueRefused(`the field "${given}" is not in ${name}`);
          return Object.fromEntries(
            fields.map((field) => {
              if (!Object.hasOwn(value, field.name))
                throw new ValueRefused(`the field "${field.name}" is missing`);
              return [field.name, field.take(value[field.name])];
            }),
          );
        },
      };
    }
    case "union":
      return { shape: shapes.text, take: refuse };
  }
}

function scalar(name: string, refuse: (value: unknown) => never): Fitting {
  const range = integers[name];
  if (range) return integer(name, range, refuse);
  if (times.has(name)) return time(name as DuckTimeType, refuse);
  const when = (shape: Shape, holds: (value: unknown) => boolean): Fitting => ({
    shape,
    take: (value) => (holds(value) ? value : refuse(value)),
  });
  switch (name) {
    case "BOOLEAN":
      return when(shapes.boolean, (value) => typeof value === "boolean");
    case "DOUBLE":
      return { shape: shapes.double, take: (value) => asDouble(value) ?? refuse(value) };
    case "FLOAT":
      return {
        shape: shapes.double,
        take: (value) => {
          const number = asDouble(value);
          return number !== null && Object.is(Math.fround(number), number) ? number : refuse(value);
        },
      };
    case "BLOB":
      return when(shapes.bytes, isBytes);
    case "UUID":
      return when(shapes.text, (value) => typeof value === "string" && uuid.test(value));
    default:
      return when(shapes.text, (value) => typeof value === "string");
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function integer(
  name: string,
  [least, most]: readonly [bigint, bigint],
  refuse: (value: unknown) => never,
): Fitting {
  if (most < 2n ** 32n) {
    const [low, high] = [Number(least), Number(most)];
    return {
      shape: name === "UINTEGER" ? shapes.long : shapes.integer,
      take: (value) => {
        const number = typeof value === "bigint" ? Number(value) : value;
        return Number.isInteger(number) && Number(number) >= low && Number(number) <= high
          ? number
          : refuse(value);
      },
    };
  }
  const whole = (value: unknown): bigint => {
    const number = typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
    return typeof number === "bigint" && number >= least && number <= most ? number : refuse(value);
  };
  if (name === "BIGINT") return { shape: shapes.bigint, take: whole };
  // No batch holds them as numbers.
  return { shape: shapes.text, take: (value) => whole(value).toString() };
}

function time(type: DuckTimeType, refuse: (value: unknown) => never): Fitting {
  return {
    shape: { is: "time", type },
    take: (value) => {
      if (value instanceof DuckTime && value.type === type) return value;
      // A Date is an instant to the millisecond, which these hold.
      const ms = value instanceof Date ? value.getTime() : Number.NaN;
      if (Number.isNaN(ms)) return refuse(value);
      if (microsBefore.has(type)) return new DuckTime(type, BigInt(ms) * 1000n);
      return type === "TIMESTAMP_MS" ? new DuckTime(type, BigInt(ms)) : refuse(value);
    },
  };
}

function asDouble(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "bigint") return null;
  const number = Number(value);
  return Number.isFinite(number) && BigInt(number) === value ? number : null;
}

/** A number's decimal text where DECIMAL(width,scale) holds every digit of it, else null. Wide decimals are texts in cells. */
function decimalText(value: unknown, width: number, scale: number): string | null {
  const isNumber = typeof value === "number" || typeof value === "bigint";
  if (!isNumber && !(typeof value === "string" && width > exactDecimalWidth)) return null;
  const text = typeof value === "number" ? plainNumber(value) : String(value);
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? "") ?? [];
  if (whole === "") return null;
  const digits = whole.replace(/^0+/, "");
  const part = fraction.replace(/0+$/, "");
  if (digits.length > width - scale || part.length > scale) return null;
  return `${sign}${digits === "" ? "0" : digits}${part === "" ? "" : `.${part}`}`;
}

const longestSaid = 40;

function said(value: unknown): string {
  switch (typeof value) {
    case "string": {
      const text = value.length > longestSaid ? `${value.slice(0, longestSaid - 1)}…` : value;
      return `the text ${JSON.stringify(text)}`;
    }
    case "number":
      return `the number ${value}`;
    case "bigint":
      return `the bigint ${value}`;
    case "boolean":
      return String(value);
    case "object":
      if (value instanceof DuckTime) return `the ${value.type} ${value}`;
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : "a Date";
      if (value instanceof Map) return "a Map";
      if (value !== null && isBytes(value)) return "bytes";
      return value !== null && listItems(value) ? "a list" : "an object";
    default:
      return `a ${typeof value}`;
  }
}
