import { Malformed } from "../columnar/Malformed.ts";
import type { AvroCursor } from "./AvroCursor.ts";
import { type AvroType, typeName } from "./avroSchema.ts";

const deepest = 200;
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The value under the cursor as JSON: bytes as text of their code points, branches of unions without their names. */
export function jsonOfAvro(type: AvroType, cursor: AvroCursor, depth = 0): string {
  if (depth > deepest) throw new Malformed(`a value nests deeper than ${deepest} levels`);
  const inside = (of: AvroType) => jsonOfAvro(of, cursor, depth + 1);
  const text = (length: number) => {
    const from = cursor.skip(length);
    return cursor.bytes.subarray(from, from + length);
  };
  switch (type.kind) {
    case "null":
      return "null";
    case "boolean":
      return String(cursor.boolean());
    case "int":
      return String(cursor.int());
    case "long":
      cursor.long();
      return String((BigInt(cursor.high) << 32n) | BigInt(cursor.low >>> 0));
    case "float":
      return number(cursor.float());
    case "double":
      return number(cursor.double());
    case "string":
      return JSON.stringify(utf8.decode(text(cursor.length())));
    case "bytes":
      return JSON.stringify(codePoints(text(cursor.length())));
    case "fixed":
      return JSON.stringify(codePoints(text(type.size)));
    case "enum":
      return JSON.stringify(type.symbols[cursor.branch(type.symbols.length)]);
    case "record":
      return `{${type.fields.map((field) => `${JSON.stringify(field.name)}:${inside(field.type)}`).join(",")}}`;
    case "array": {
      const items: string[] = [];
      cursor.items(0, () => items.push(inside(type.items)));
      return `[${items.join(",")}]`;
    }
    case "map": {
      const pairs: string[] = [];
      cursor.items(1, () => {
        pairs.push(`${JSON.stringify(utf8.decode(text(cursor.length())))}:${inside(type.values)}`);
      });
      return `{${pairs.join(",")}}`;
    }
    case "union": {
      const branch = type.branches[cursor.branch(type.branches.length)];
      if (!branch) throw new Malformed(`a branch of ${typeName(type)} is missing`);
      return inside(branch);
    }
  }
}

/** JSON has no numbers for these. */
function number(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? "-0.0" : String(value);
  return JSON.stringify(String(value));
}

function codePoints(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
