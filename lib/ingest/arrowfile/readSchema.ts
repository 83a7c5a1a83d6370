import type { ArrowField, ArrowType, TimeUnit } from "../columnar/arrowField.ts";
import { Malformed } from "../columnar/Malformed.ts";
import type { FlatTable } from "./flatTable.ts";

/** Deeper or more fields than any table has: a schema that says so is damaged or means harm. */
const deepest = 64;
const mostFields = 200_000;

/** The fields of a Schema table. Malformed where it is none, or says what no Arrow file may say. */
export function readSchema(schema: FlatTable): ArrowField[] {
  if (schema.short(0) !== 0) {
    throw new Malformed("its numbers are big-endian, which is not read; write it on a little-endian machine");
  }
  const budget = { fields: mostFields };
  return schema.tables(1).map((field) => readField(field, 0, budget));
}

function readField(field: FlatTable, depth: number, budget: { fields: number }): ArrowField {
  if (depth > deepest) throw new Malformed(`its schema nests deeper than ${deepest} levels`);
  if (budget.fields-- <= 0) throw new Malformed(`its schema has more than ${mostFields} fields`);
  const name = field.text(0) ?? "";
  const children = field.tables(5).map((child) => readField(child, depth + 1, budget));
  const encoding = field.table(4);
  const type = readType(field, name, children);
  return {
    name,
    type,
    children,
    dictionary: encoding && readDictionary(encoding, name),
    extension: extensionOf(field),
  };
}

function readDictionary(encoding: FlatTable, name: string): ArrowField["dictionary"] {
  const index = encoding.table(1);
  if (encoding.short(3) !== 0) throw new Malformed(`the dictionary of field ${name} is of an unknown kind`);
  return {
    id: encoding.long(0),
    index: index ? intType(index, name) : { kind: "int", bits: 32, signed: true },
  };
}

function extensionOf(field: FlatTable): ArrowField["extension"] {
  const pairs = new Map(field.tables(6).map((pair) => [pair.text(0) ?? "", pair.text(1) ?? ""]));
  const name = pairs.get("ARROW:extension:name");
  return name ? { name, parameters: pairs.get("ARROW:extension:metadata") ?? "" } : null;
}

function readType(field: FlatTable, name: string, children: readonly ArrowField[]): ArrowType {
  const number = field.byte(2);
  const type = field.table(3);
  if (!type) throw new Malformed(`field ${name} has no type`);
  const refuse = (problem: string): never => {
    throw new Malformed(`field ${name} ${problem}`);
  };
  const expectChildren = (count: number) => {
    if (children.length !== count) refuse(`has ${children.length} fields inside where ${count} must be`);
  };
  switch (number) {
    case 1:
      return { kind: "null" };
    case 2:
      return intType(type, name);
    case 3:
      return {
        kind: "float",
        bits: pick([16, 32, 64], type.short(0)) ?? refuse("is a float of unknown width"),
      };
    case 4:
      return { kind: "bytes", offsets: 32 };
    case 5:
      return { kind: "text", offsets: 32 };
    case 6:
      return { kind: "bool" };
    case 7:
      return decimalType(type, refuse);
    case 8:
      return {
        kind: "date",
        unit: pick(["day", "ms"], type.short(0, 1)) ?? refuse("is a date of unknown unit"),
      };
    case 9: {
      const unit = timeUnit(type.short(0, 1)) ?? refuse("is a time of unknown unit");
      const bits = type.int(1, 32);
      if (bits !== 32 && bits !== 64) return refuse(`is a time of ${bits} bits`);
      return { kind: "time", unit, bits };
    }
    case 10: {
      const unit = timeUnit(type.short(0)) ?? refuse("is a timestamp of unknown unit");
      return { kind: "timestamp", unit, zone: type.text(1) || null };
    }
    case 11: {
      const unit = pick(["months", "day-time", "month-day-nano"] as const, type.short(0));
      return { kind: "interval", unit: unit ?? refuse("is an interval of unknown unit") };
    }
    case 12:
    case 21:
      expectChildren(1);
      return { kind: "list", offsets: number === 12 ? 32 : 64 };
    case 13:
      return { kind: "struct" };
    case 14: {
      const ids = type.has(1) ? type.ints(1) : children.map((_, index) => index);
      if (ids.length !== children.length)
        refuse(`has ${children.length} members and ${ids.length} type numbers`);
      if (ids.some((id) => id < 0 || id > 127) || new Set(ids).size < ids.length)
        refuse("has odd type numbers");
      return { kind: "union", dense: type.short(0) === 1, ids };
    }
    case 15: {
      const width = type.int(0);
      if (width < 0) refuse(`has values of ${width} bytes`);
      return { kind: "fixed-bytes", width };
    }
    case 16: {
      expectChildren(1);
      const size = type.int(0);
      if (size < 0) refuse(`has lists of ${size} values`);
      return { kind: "fixed-list", size };
    }
    case 17:
      expectChildren(1);
      if (children[0]?.type.kind !== "struct" || children[0].children.length !== 2) {
        refuse("is a map whose entries are no pairs");
      }
      return { kind: "map" };
    case 18:
      return {
        kind: "duration",
        unit: timeUnit(type.short(0, 1)) ?? refuse("is a duration of unknown unit"),
      };
    case 19:
      return { kind: "bytes", offsets: 64 };
    case 20:
      return { kind: "text", offsets: 64 };
    case 22: {
      expectChildren(2);
      const ends = children[0]?.type;
      if (ends?.kind !== "int" || !ends.signed || ends.bits === 8)
        refuse("has run ends that are no integers");
      return { kind: "runs" };
    }
    case 23:
      return { kind: "bytes", offsets: "view" };
    case 24:
      return { kind: "text", offsets: "view" };
    case 25:
    case 26:
      expectChildren(1);
      return { kind: "list-view", offsets: number === 25 ? 32 : 64 };
    default:
      return refuse(`is of Arrow type ${number}, which is not known here`);
  }
}

function intType(type: FlatTable, name: string): ArrowType & { kind: "int" } {
  const bits = type.int(0);
  if (bits !== 8 && bits !== 16 && bits !== 32 && bits !== 64) {
    throw new Malformed(`field ${name} is an integer of ${bits} bits`);
  }
  return { kind: "int", bits, signed: type.byte(1) !== 0 };
}

function decimalType(type: FlatTable, refuse: (problem: string) => never): ArrowType {
  const precision = type.int(0);
  const scale = type.int(1);
  const bits = type.int(2, 128);
  if (bits !== 32 && bits !== 64 && bits !== 128 && bits !== 256)
    return refuse(`is a decimal of ${bits} bits`);
  const most = { 32: 9, 64: 18, 128: 38, 256: 76 }[bits];
  if (precision < 1 || precision > most) refuse(`is a decimal of ${bits} bits with ${precision} digits`);
  if (Math.abs(scale) > 1000) refuse(`is a decimal with ${scale} places`);
  return { kind: "decimal", bits, precision, scale };
}

function timeUnit(number: number): TimeUnit | null {
  return pick(["s", "ms", "us", "ns"], number);
}

function pick<const T>(choices: readonly T[], index: number): T | null {
  return choices[index] ?? null;
}
