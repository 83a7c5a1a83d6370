const none = new Uint32Array(0);

/** Follows a stream of bytes and tells whether it is UTF-8 so far; sequences may be cut between chunks. */
export class Utf8Check {
  isValid = true;
  private left = 0;
  private low = 0x80;
  private high = 0xbf;

  push(bytes: Uint8Array): void {
    let { left, low, high } = this;
    const { length } = bytes;
    const before = (4 - (bytes.byteOffset & 3)) & 3;
    const words =
      length < before + 4
        ? none
        : new Uint32Array(bytes.buffer, bytes.byteOffset + before, (length - before) >> 2);
    // Byte `at` stands in word (at + shift) / 4.
    const shift = -before;
    for (let at = 0; at < length; at++) {
      const byte = bytes[at] ?? 0;
      if (left === 0) {
        if (byte < 0x80) {
          // Text is mostly ASCII: four characters a look.
          if (at >= before && ((at + shift) & 3) === 0) {
            let index = (at + shift) >> 2;
            while (index < words.length && ((words[index] ?? 0) & 0x80808080) === 0) index++;
            at = Math.max(at, index * 4 - shift - 1);
          }
          continue;
        }
        low = 0x80;
        high = 0xbf;
        if (byte >= 0xc2 && byte <= 0xdf) left = 1;
        else if (byte >= 0xe0 && byte <= 0xef) {
          left = 2;
          // No overlong forms and no surrogates.
          if (byte === 0xe0) low = 0xa0;
          else if (byte === 0xed) high = 0x9f;
        } else if (byte >= 0xf0 && byte <= 0xf4) {
          left = 3;
          if (byte === 0xf0) low = 0x90;
          else if (byte === 0xf4) high = 0x8f;
        } else this.isValid = false;
      } else if (byte < low || byte > high) {
        this.isValid = false;
        left = 0;
      } else {
        left--;
        low = 0x80;
        high = 0xbf;
      }
    }
    this.left = left;
    this.low = low;
    this.high = high;
  }

  /** Whether these bytes alone are UTF-8. */
  static accepts(bytes: Uint8Array): boolean {
    const check = new Utf8Check();
    check.push(bytes);
    return check.isValid && check.left === 0;
  }
}
