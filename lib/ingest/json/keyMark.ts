/** A key as it most often stands in the text, `"key":`, to be compared four bytes at a time. */
export class KeyMark {
  readonly length: number;
  private readonly words: Int32Array;
  private readonly lastWord: number;

  constructor(bytes: Uint8Array) {
    this.length = bytes.length;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.words = new Int32Array(bytes.length >> 2);
    for (let word = 0; word < this.words.length; word++) this.words[word] = view.getInt32(word * 4, true);
    this.lastWord = bytes.length < 4 ? 0 : view.getInt32(bytes.length - 4, true);
  }

  /** Whether the key stands at `at`. No word is read that begins behind the first byte which differs. */
  standsAt(view: DataView, at: number): boolean {
    const { words, length } = this;
    // The empty key has less than one word; whoever asks looks at it byte by byte.
    if (length < 4) return false;
    for (let word = 0; word < words.length; word++) {
      if (view.getInt32(at + word * 4, true) !== words[word]) return false;
    }
    return view.getInt32(at + length - 4, true) === this.lastWord;
  }
}
