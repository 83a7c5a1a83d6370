// A mark at the start of a value is part of it.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Longer ones are not cut from a shared text: the engine would keep the whole text alive for each. */
const copiedLength = 12;

/** Values of a UTF-8 column; `offsets` has one entry more than there are values. What lies under NULLs is garbage or "". */
export function decodeTexts(bytes: Uint8Array, offsets: Int32Array, length: number): string[] {
  const from = offsets[0] ?? 0;
  const to = offsets[length] ?? from;
  const texts = new Array<string>(length);
  const isShort = to - from <= length * copiedLength;
  // Where all bytes are ASCII, offsets are character positions and one call decodes the column.
  const all = isShort ? decoder.decode(bytes.subarray(from, to)) : "";
  const isAscii = isShort && all.length === to - from;
  for (let i = 0; i < length; i++) {
    const start = offsets[i] ?? from;
    const end = offsets[i + 1] ?? start;
    if (end === start) texts[i] = "";
    else if (isAscii && end - start <= copiedLength) texts[i] = all.slice(start - from, end - from);
    else texts[i] = decoder.decode(bytes.subarray(start, end));
  }
  return texts;
}
