/** A type as an Avro schema declares it, names resolved. */
export type AvroType =
  | {
      kind: "null" | "boolean" | "int" | "long" | "float" | "double" | "bytes" | "string";
      logical: Logical | null;
    }
  | { kind: "fixed"; name: string; size: number; logical: Logical | null }
  | { kind: "enum"; name: string; symbols: string[] }
  | { kind: "record"; name: string; fields: { name: string; type: AvroType }[] }
  | { kind: "array"; items: AvroType }
  | { kind: "map"; values: AvroType }
  | { kind: "union"; branches: AvroType[] };

/** What the bytes of a type mean beyond it. */
export interface Logical {
  name: string;
  precision: number;
  scale: number;
}

/** Thrown where a schema is none. */
export class BadSchema extends Error {
  override name = "BadSchema";
}

const primitives = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"] as const;
const deepest = 64;

/** Reads the JSON text of a schema. A record that is within itself is one object within itself. Throws BadSchema. */
export function avroSchema(text: string): AvroType {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (problem) {
    throw new BadSchema(`it is no JSON (${problem instanceof Error ? problem.message : problem})`);
  }
  return new SchemaReader().read(json, "", 0);
}

/** What a type is called in messages and as the member of a union. */
export function typeName(type: AvroType): string {
  return "name" in type ? type.name.replace(/^.*\./, "") : type.kind;
}

class SchemaReader {
  private readonly named = new Map<string, AvroType>();

  read(json: unknown, space: string, depth: number): AvroType {
    if (depth > deepest) throw new BadSchema(`it nests deeper than ${deepest} levels`);
    if (typeof json === "string") return this.byName(json, space);
    if (Array.isArray(json)) {
      return { kind: "union", branches: json.map((branch) => this.read(branch, space, depth + 1)) };
    }
    if (!isRecord(json)) throw new BadSchema("a type is neither a name, an object nor a list");
    const { type } = json;
    if (typeof type !== "string") return this.read(type, space, depth + 1);
    const primitive = primitives.find((name) => name === type);
    if (primitive) return { kind: primitive, logical: logicalOf(json) };
    switch (type) {
      case "array":
        return { kind: "array", items: this.read(json.items, space, depth + 1) };
      case "map":
        return { kind: "map", values: this.read(json.values, space, depth + 1) };
      case "record":
      case "error":
        return this.record(json, space, depth);
      case "enum": {
        const symbols = Array.isArray(json.symbols) ? json.symbols.map(String) : [];
        if (symbols.length === 0) throw new BadSchema("an enum has no symbols");
        const { name } = fullName(json, space);
        return this.remember(name, { kind: "enum", name, symbols });
      }
      case "fixed": {
        const size = Number(json.size);
        if (!Number.isInteger(size) || size < 0 || size > 1 << 30) {
          throw new BadSchema(`a fixed type has a size of ${json.size}`);
        }
        const { name } = fullName(json, space);
        return this.remember(name, { kind: "fixed", name, size, logical: logicalOf(json) });
      }
      default:
        return this.byName(type, space);
    }
  }

  private record(json: Record<string, unknown>, space: string, depth: number): AvroType {
    const { name, space: within } = fullName(json, space);
    if (!Array.isArray(json.fields)) throw new BadSchema(`record ${name} has no fields`);
    const fields: { name: string; type: AvroType }[] = [];
    // Known before its fields are read: one of them may be of this very type.
    const record = this.remember(name, { kind: "record", name, fields });
    for (const field of json.fields) {
      if (!isRecord(field) || typeof field.name !== "string") {
        throw new BadSchema(`a field of record ${name} has no name`);
      }
      fields.push({ name: field.name, type: this.read(field.type, within, depth + 1) });
    }
    return record;
  }

  private remember(name: string, type: AvroType): AvroType {
    if (this.named.has(name)) throw new BadSchema(`the name ${name} is given twice`);
    this.named.set(name, type);
    return type;
  }

  private byName(name: string, space: string): AvroType {
    const primitive = primitives.find((known) => known === name);
    if (primitive) return { kind: primitive, logical: null };
    const type =
      this.named.get(name.includes(".") || space === "" ? name : `${space}.${name}`) ?? this.named.get(name);
    if (!type) throw new BadSchema(`the type ${name} is not defined before it is used`);
    return type;
  }
}

function fullName(json: Record<string, unknown>, space: string): { name: string; space: string } {
  const given = typeof json.name === "string" ? json.name : "";
  if (given === "") throw new BadSchema("a named type has no name");
  if (given.includes(".")) return { name: given, space: given.slice(0, given.lastIndexOf(".")) };
  const own = typeof json.namespace === "string" ? json.namespace : space;
  return { name: own === "" ? given : `${own}.${given}`, space: own };
}

function logicalOf(json: Record<string, unknown>): Logical | null {
  if (typeof json.logicalType !== "string") return null;
  return { name: json.logicalType, precision: Number(json.precision ?? 0), scale: Number(json.scale ?? 0) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
