/** How much of the beginning and the end is kept for looking whether it arrived. */
const edgeBytes = 64 << 10;

export const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** SHA-256, as S3 writes checksums. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** What is remembered of an object while it is written, to hold what its store then has against it. */
export class WrittenBytes {
  size = 0;
  /** SHA-256 of each part, in order. */
  readonly partDigests: Uint8Array<ArrayBuffer>[] = [];
  head = new Uint8Array(0);
  tail = new Uint8Array(0);

  async add(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
    this.size += bytes.byteLength;
    if (this.head.byteLength < edgeBytes)
      this.head = joined([this.head, bytes.subarray(0, edgeBytes - this.head.byteLength)]);
    this.tail = joined([this.tail, bytes.subarray(-edgeBytes)]).slice(-edgeBytes);
    const digest = await sha256(bytes);
    this.partDigests.push(digest);
    return digest;
  }

  /** The checksum of the whole: that of its one part, or in parts that of their checksums, with their number. */
  async checksum(inParts: boolean): Promise<string> {
    if (!inParts) return base64(this.partDigests[0] ?? new Uint8Array(0));
    return `${base64(await sha256(joined(this.partDigests)))}-${this.partDigests.length}`;
  }
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.byteLength;
  }
  return all;
}
