import { IngestError } from "../../types.ts";
import { SharedSize } from "../xlsx/sharedStrings.ts";

const latin = new TextDecoder("latin1");
const wide = new TextDecoder("utf-16le");

/** Where the body of a record lies in its stream. */
export interface BiffBody {
  from: number;
  to: number;
}

/** Reads through a record and those that continue it, as if they were one. Throws a RangeError at their end. */
export class ContinuedReader {
  private part = 0;
  private at: number;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly parts: readonly BiffBody[],
  ) {
    this.at = parts[0]?.from ?? 0;
  }

  get isAtEnd(): boolean {
    return this.part >= this.parts.length - 1 && this.at >= (this.parts[this.part]?.to ?? 0);
  }

  byte(): number {
    while (this.left === 0) this.nextPart();
    return this.bytes[this.at++] ?? 0;
  }

  word(): number {
    return this.byte() | (this.byte() << 8);
  }

  long(): number {
    return (this.word() | (this.word() << 16)) >>> 0;
  }

  skip(count: number): void {
    for (let rest = count; rest > 0; ) {
      if (this.left === 0) this.nextPart();
      const step = Math.min(rest, this.left);
      this.at += step;
      rest -= step;
    }
  }

  /** A text as BIFF8 writes it, its length read before; runs of formats and phonetic guides are passed over. */
  text(length: number): string {
    let flags = this.byte();
    const runs = flags & 8 ? this.word() : 0;
    const extra = flags & 4 ? this.long() : 0;
    let text = "";
    for (let rest = length; rest > 0; ) {
      if (this.left === 0) {
        this.nextPart();
        // Where a text goes on in the next record, that says anew how wide its characters are.
        flags = this.byte();
        continue;
      }
      const width = flags & 1 ? 2 : 1;
      const count = Math.min(rest, Math.floor(this.left / width));
      if (count === 0) {
        this.at = this.parts[this.part]?.to ?? this.at;
        continue;
      }
      const end = this.at + count * width;
      text += (flags & 1 ? wide : latin).decode(this.bytes.subarray(this.at, end));
      this.at = end;
      rest -= count;
    }
    this.skip(runs * 4 + extra);
    return text;
  }

  private get left(): number {
    return (this.parts[this.part]?.to ?? 0) - this.at;
  }

  private nextPart(): void {
    this.part++;
    const next = this.parts[this.part];
    if (!next) throw new RangeError("the record ends early");
    this.at = next.from;
  }
}

/** The shared texts of a BIFF8 workbook. */
export function biffSharedStrings(bytes: Uint8Array, parts: readonly BiffBody[]): string[] {
  const reader = new ContinuedReader(bytes, parts);
  reader.long();
  const count = reader.long();
  const strings: string[] = [];
  const size = new SharedSize();
  while (strings.length < count && !reader.isAtEnd) {
    const text = reader.text(reader.word());
    size.add(text);
    strings.push(text);
  }
  if (strings.length < count) {
    throw new IngestError(
      `The workbook is damaged: of ${count} shared texts it holds ${strings.length}. Open it in Excel and save it as .xlsx.`,
    );
  }
  return strings;
}
