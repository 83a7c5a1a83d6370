const mask = (1n << 64n) - 1n;
const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;
const high1 = Number(prime1 >> 32n) | 0;
const low1 = Number(prime1 & 0xffffffffn) | 0;
const high2 = Number(prime2 >> 32n) | 0;
const low2 = Number(prime2 & 0xffffffffn) | 0;

/** XXH64 with seed 0 over bytes that come in pieces: the check sum of Zstandard frames. */
export class XxHash64 {
  /** Four lanes, each its high and its low half: 64-bit numbers would take ten times as long. */
  private readonly lanes = new Int32Array(8);
  private readonly rest = new Uint8Array(32);
  private held = 0;
  private total = 0;

  constructor() {
    for (const [lane, start] of [prime1 + prime2, prime2, 0n, -prime1].entries()) {
      this.lanes[lane * 2] = Number((start >> 32n) & 0xffffffffn);
      this.lanes[lane * 2 + 1] = Number(start & 0xffffffffn);
    }
  }

  update(bytes: Uint8Array): void {
    this.total += bytes.length;
    let at = 0;
    if (this.held > 0) {
      at = Math.min(32 - this.held, bytes.length);
      this.rest.set(bytes.subarray(0, at), this.held);
      this.held += at;
      if (this.held < 32) return;
      this.stripes(this.rest, 0, 32);
      this.held = 0;
    }
    const end = at + ((bytes.length - at) & ~31);
    this.stripes(bytes, at, end);
    this.rest.set(bytes.subarray(end));
    this.held = bytes.length - end;
  }

  /** The hash of all bytes so far. */
  digest(): bigint {
    let hash = prime5;
    if (this.total >= 32) {
      const lanes = [0, 1, 2, 3].map((lane) => this.lane(lane));
      const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
      hash = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & mask;
      for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * prime1 + prime4) & mask;
    }
    hash = (hash + BigInt(this.total)) & mask;
    const view = new DataView(this.rest.buffer);
    let at = 0;
    for (; at + 8 <= this.held; at += 8) {
      hash = (rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4) & mask;
    }
    if (at + 4 <= this.held) {
      const word = (BigInt(view.getUint32(at, true)) * prime1) & mask;
      hash = (rotate(hash ^ word, 23n) * prime2 + prime3) & mask;
      at += 4;
    }
    for (; at < this.held; at++) {
      hash = (rotate(hash ^ ((BigInt(this.rest[at] ?? 0) * prime5) & mask), 11n) * prime1) & mask;
    }
    hash = ((hash ^ (hash >> 33n)) * prime2) & mask;
    hash = ((hash ^ (hash >> 29n)) * prime3) & mask;
    return hash ^ (hash >> 32n);
  }

  private lane(lane: number): bigint {
    const high = BigInt((this.lanes[lane * 2] ?? 0) >>> 0);
    return (high << 32n) | BigInt((this.lanes[lane * 2 + 1] ?? 0) >>> 0);
  }

  private stripes(bytes: Uint8Array, from: number, to: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let lane = 0; lane < 4; lane++) {
      let high = this.lanes[lane * 2] ?? 0;
      let low = this.lanes[lane * 2 + 1] ?? 0;
      for (let at = from + lane * 8; at < to; at += 32) {
        const wordLow = view.getInt32(at, true);
        const wordHigh = view.getInt32(at + 4, true);
        // lane += word * prime2
        const productHigh =
          (highOfProduct(wordLow, low2) + Math.imul(wordHigh, low2) + Math.imul(wordLow, high2)) | 0;
        const sum = (low >>> 0) + (Math.imul(wordLow, low2) >>> 0);
        high = (high + productHigh + (sum > 0xffffffff ? 1 : 0)) | 0;
        low = sum | 0;
        // lane = rotate(lane, 31) * prime1
        const turnedHigh = (high << 31) | (low >>> 1);
        const turnedLow = (low << 31) | (high >>> 1);
        high =
          (highOfProduct(turnedLow, low1) + Math.imul(turnedHigh, low1) + Math.imul(turnedLow, high1)) | 0;
        low = Math.imul(turnedLow, low1);
      }
      this.lanes[lane * 2] = high;
      this.lanes[lane * 2 + 1] = low;
    }
  }
}

/** The upper 32 bits of the product of two unsigned 32-bit numbers. */
function highOfProduct(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = a1 * b0 + ((a0 * b0) >>> 16);
  // Neither sum exceeds 2^32 - 1, so that shifting it loses nothing.
  const other = a0 * b1 + (middle & 0xffff);
  return (a1 * b1 + (middle >>> 16) + (other >>> 16)) | 0;
}

function round(lane: bigint, word: bigint): bigint {
  return (rotate((lane + word * prime2) & mask, 31n) * prime1) & mask;
}

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & mask;
}
