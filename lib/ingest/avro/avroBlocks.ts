import { AvroCursor } from "./AvroCursor.ts";

/** A block of records, packed; or a stretch of the file in which no block could be made out. */
export type AvroBlock =
  | {
      kind: "block";
      /** Where it begins, and how many records it says it has. */
      at: number;
      count: number;
      bytes: Uint8Array;
      /** "cut" where the file ends before it does, "unmarked" where the mark at its end is wrong. */
      state: "whole" | "cut" | "unmarked";
    }
  | { kind: "lost"; at: number; end: number };

const markBytes = 16;
const headBytes = 20;
/** Blocks larger than a buffer can be are no blocks. */
const mostBytes = 2 ** 31 - 1;
const windowBytes = 1 << 22;

/** The blocks of a file from `start` on. After a damage it goes on behind the next mark. */
export async function* avroBlocks(file: Blob, start: number, mark: Uint8Array): AsyncGenerator<AvroBlock> {
  for (let at = start; at < file.size; ) {
    const head = readHead(await bytesAt(file, at, headBytes));
    if (head === null) {
      const next = await findMark(file, at, mark);
      yield { kind: "lost", at, end: next ?? file.size };
      if (next === null) return;
      at = next + markBytes;
      continue;
    }
    const { count, size } = head;
    const from = at + head.length;
    const end = from + size;
    const isMarked = end + markBytes <= file.size && isSame(await bytesAt(file, end, markBytes), mark);
    if (isMarked) {
      yield { kind: "block", at, count, bytes: await bytesAt(file, from, size), state: "whole" };
      at = end + markBytes;
      continue;
    }
    const next = await findMark(file, at, mark);
    const bytes = await bytesAt(file, from, size);
    const isCut = next === null && end > file.size - markBytes;
    yield { kind: "block", at, count, bytes, state: isCut ? "cut" : "unmarked" };
    if (next === null) {
      if (!isCut) yield { kind: "lost", at: end, end: file.size };
      return;
    }
    at = next + markBytes;
  }
}

function readHead(bytes: Uint8Array): { count: number; size: number; length: number } | null {
  const cursor = new AvroCursor(bytes);
  try {
    const count = cursor.count();
    const size = cursor.count();
    return count < 0 || size < 0 || size > mostBytes ? null : { count, size, length: cursor.at };
  } catch {
    // No block begins like this.
    return null;
  }
}

/** Where the next mark is from a place on, or null. */
async function findMark(file: Blob, start: number, mark: Uint8Array): Promise<number | null> {
  for (let at = start; at + markBytes <= file.size; at += windowBytes - markBytes + 1) {
    const stretch = await bytesAt(file, at, windowBytes);
    for (
      let from = stretch.indexOf(mark[0] ?? 0);
      from >= 0;
      from = stretch.indexOf(mark[0] ?? 0, from + 1)
    ) {
      if (isSame(stretch.subarray(from, from + markBytes), mark)) return at + from;
    }
  }
  return null;
}

function isSame(bytes: Uint8Array, mark: Uint8Array): boolean {
  return bytes.length === mark.length && bytes.every((byte, index) => byte === mark[index]);
}

/** Bytes of the file, fewer where it ends. */
async function bytesAt(file: Blob, at: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(at, at + length).arrayBuffer());
}
