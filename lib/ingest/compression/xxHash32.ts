const prime1 = 0x9e3779b1;
const prime2 = 0x85ebca77;
const prime3 = 0xc2b2ae3d;
const prime4 = 0x27d4eb2f;
const prime5 = 0x165667b1;

/** XXH32 with seed 0 over bytes that come in pieces: the check sum of LZ4 frames. */
export class XxHash32 {
  private readonly lanes = Int32Array.of(prime1 + prime2, prime2, 0, -prime1);
  private readonly rest = new Uint8Array(16);
  private held = 0;
  private total = 0;

  update(bytes: Uint8Array): void {
    this.total += bytes.length;
    let at = 0;
    if (this.held > 0) {
      at = Math.min(16 - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < 16) return;
      this.stripes(this.rest, 0, 16);
      this.held = 0;
    }
    const end = at + ((bytes.length - at) & ~15);
    this.stripes(bytes, at, end);
    this.rest.set(bytes.subarray(end));
    this.held = bytes.length - end;
  }

  /** The hash of all bytes so far, as an unsigned 32-bit number. */
  digest(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.lanes;
    let hash = this.total < 16 ? prime5 : rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18);
    hash = (hash + this.total) | 0;
    const view = new DataView(this.rest.buffer);
    let at = 0;
    for (; at + 4 <= this.held; at += 4) {
      hash = Math.imul(rotate(hash + Math.imul(view.getUint32(at, true), prime3), 17), prime4);
    }
    for (; at < this.held; at++) {
      hash = Math.imul(rotate(hash + Math.imul(this.rest[at] ?? 0, prime5), 11), prime1);
    }
    hash = Math.imul(hash ^ (hash >>> 15), prime2);
    hash = Math.imul(hash ^ (hash >>> 13), prime3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  private stripes(bytes: Uint8Array, from: number, to: number): void {
    let [a = 0, b = 0, c = 0, d = 0] = this.lanes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = from; at < to; at += 16) {
      a = round(a, view.getInt32(at, true));
      b = round(b, view.getInt32(at + 4, true));
      c = round(c, view.getInt32(at + 8, true));
      d = round(d, view.getInt32(at + 12, true));
    }
    this.lanes.set([a, b, c, d]);
  }
}

function round(lane: number, word: number): number {
  return Math.imul(rotate(lane + Math.imul(word, prime2), 13), prime1);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | ((value | 0) >>> (32 - bits));
}
