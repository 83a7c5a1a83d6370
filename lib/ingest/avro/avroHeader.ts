import { Malformed } from "../columnar/Malformed.ts";
import { IngestError } from "../types.ts";
import { AvroCursor } from "./AvroCursor.ts";
import { avroCodec } from "./avroCodec.ts";
import { type AvroType, avroSchema, BadSchema } from "./avroSchema.ts";

/** What the beginning of an Avro file says. */
export interface AvroHeader {
  schema: AvroType;
  codec: (bytes: Uint8Array) => Uint8Array;
  /** The sixteen bytes that end each block. */
  mark: Uint8Array;
  /** Where the first block begins. */
  end: number;
}

/** No real schema is longer than this. */
const mostHeaderBytes = 1 << 27;

/** Reads the header of a file. Throws an IngestError where there is none, or it cannot be read. */
export async function readAvroHeader(file: Blob): Promise<AvroHeader> {
  for (let length = 1 << 16; ; length *= 8) {
    const isAll = length >= file.size;
    const bytes = new Uint8Array(await file.slice(0, length).arrayBuffer());
    if (String.fromCharCode(...bytes.subarray(0, 4)) !== "Obj\u0001") {
      throw new IngestError("This is not an Avro file: it does not begin with Obj and 1.");
    }
    try {
      return headerOf(bytes);
    } catch (problem) {
      if (problem instanceof BadSchema) {
        throw new IngestError(`The Avro file cannot be read: of its schema, ${problem.message}.`);
      }
      if (!(problem instanceof Malformed)) throw problem;
      if (isAll || length > mostHeaderBytes) {
        throw new IngestError(
          `The Avro file cannot be read: its header is damaged or cut short (${problem.message}). Get the file again.`,
        );
      }
    }
  }
}

function headerOf(bytes: Uint8Array): AvroHeader {
  const cursor = new AvroCursor(bytes);
  cursor.skip(4);
  const text = () => {
    const length = cursor.length();
    const from = cursor.skip(length);
    return new TextDecoder().decode(bytes.subarray(from, from + length));
  };
  const facts = new Map<string, string>();
  cursor.items(2, () => {
    const key = text();
    facts.set(key, text());
  });
  const at = cursor.skip(16);
  const schema = facts.get("avro.schema");
  if (schema === undefined) throw new BadSchema("there is none");
  return {
    schema: avroSchema(schema),
    codec: avroCodec(facts.get("avro.codec") ?? "null"),
    mark: bytes.slice(at, at + 16),
    end: at + 16,
  };
}
