import { deflateRawSync } from "node:zlib";
import avsc from "avsc";

/** How a test's Avro file is written. */
export interface AvroOptions {
  codec?: string;
  blockRows?: number;
  /** Packs the bytes of a block; by default as the codec says, for null and deflate. */
  pack?: (bytes: Uint8Array) => Uint8Array;
}

/** The bytes that end each block of a test's file. */
export const avroMark = Uint8Array.from({ length: 16 }, (_, index) => 0xa0 + index);

/** An Avro object container file of records, encoded by avsc; for tests only. */
export function avroFile(
  schema: avsc.Schema,
  records: readonly unknown[],
  options: AvroOptions = {},
): Uint8Array {
  const type = avsc.Type.forSchema(schema, { wrapUnions: true });
  return containerFile(
    JSON.stringify(schema),
    records.map((record) => type.toBuffer(record)),
    options,
  );
}

/** A container file of encoded records; for tests only. */
export function containerFile(
  schema: string,
  records: readonly Uint8Array[],
  options: AvroOptions = {},
): Uint8Array {
  const { codec = "null", blockRows = 1000 } = options;
  const pack =
    options.pack ??
    (codec === "deflate" ? (bytes: Uint8Array) => deflateRawSync(bytes) : (bytes: Uint8Array) => bytes);
  const parts: Uint8Array[] = [
    Buffer.from("Obj\u0001"),
    varint(2),
    sized(Buffer.from("avro.schema")),
    sized(Buffer.from(schema)),
    sized(Buffer.from("avro.codec")),
    sized(Buffer.from(codec)),
    varint(0),
    avroMark,
  ];
  for (let from = 0; from < records.length; from += blockRows) {
    const block = records.slice(from, from + blockRows);
    parts.push(varint(block.length), sized(pack(Buffer.concat(block))), avroMark);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** A number as Avro writes it. */
export function varint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, (BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function sized(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([varint(bytes.length), bytes]);
}
