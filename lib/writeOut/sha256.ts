/** SHA-256 (FIPS 180-4) of bytes that come in pieces; WebCrypto has it only of all at once. */
export class Sha256 {
  private readonly state = new Uint32Array(initial);
  private readonly block = new Uint8Array(64);
  private readonly words = new Int32Array(64);
  private inBlock = 0;
  private bytes = 0;

  update(piece: Uint8Array): void {
    this.bytes += piece.byteLength;
    let at = 0;
    if (this.inBlock > 0) {
      at = Math.min(64 - this.inBlock, piece.byteLength);
      this.block.set(piece.subarray(0, at), this.inBlock);
      this.inBlock += at;
      if (this.inBlock < 64) return;
      this.compress(this.block, 0);
      this.inBlock = 0;
    }
    for (; at + 64 <= piece.byteLength; at += 64) this.compress(piece, at);
    this.block.set(piece.subarray(at), 0);
    this.inBlock = piece.byteLength - at;
  }

  /** The digest as 64 hex digits; nothing may follow. */
  hex(): string {
    const { block, inBlock, bytes } = this;
    block[inBlock] = 0x80;
    block.fill(0, inBlock + 1);
    if (inBlock >= 56) {
      this.compress(block, 0);
      block.fill(0);
    }
    const view = new DataView(block.buffer);
    view.setUint32(56, Math.floor(bytes / 0x2000_0000));
    view.setUint32(60, (bytes % 0x2000_0000) * 8);
    this.compress(block, 0);
    return Array.from(this.state, (word) => word.toString(16).padStart(8, "0")).join("");
  }

  private compress(bytes: Uint8Array, at: number): void {
    const { words: w, state } = this;
    for (let i = 0; i < 16; i++) {
      const from = at + i * 4;
      w[i] =
        ((bytes[from] as number) << 24) |
        ((bytes[from + 1] as number) << 16) |
        ((bytes[from + 2] as number) << 8) |
        (bytes[from + 3] as number);
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15] as number;
      const y = w[i - 2] as number;
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] as number) + (w[i] as number)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    const sums = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i++) state[i] = (state[i] as number) + (sums[i] as number);
  }
}

const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);

/** The first 32 bits of the fraction of a root: the standard's "nothing up my sleeve" numbers. */
const fraction = (root: number) => Math.floor((root - Math.floor(root)) * 2 ** 32);
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const constants = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)) | 0);
