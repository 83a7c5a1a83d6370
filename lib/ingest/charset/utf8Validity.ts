/** Bytes in all of the UTF-8 character that this byte begins; 0 where it begins none. */
export function utf8Length(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Bytes from `at`, at most `length`, that may begin one character: less than `length` where it is bad or cut. */
export function utf8Prefix(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0;
  for (let more = 1; more < length; more++) {
    const byte = bytes[at + more];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return more;
    // Too long a form, half a surrogate pair, or past the last character.
    if (more === 1 && lead === 0xe0 && byte < 0xa0) return 1;
    if (more === 1 && lead === 0xed && byte > 0x9f) return 1;
    if (more === 1 && lead === 0xf0 && byte < 0x90) return 1;
    if (more === 1 && lead === 0xf4 && byte > 0x8f) return 1;
  }
  return length;
}

/** Where the valid UTF-8 from byte `from` ends: the length, or the start of a character that is bad or cut short. */
export function validUtf8Until(bytes: Uint8Array, from: number): number {
  const end = bytes.length;
  const shift = bytes.byteOffset & 3;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset - shift, (end + shift) >> 2);
  let at = from;
  while (at < end) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at++;
      if (((at + shift) & 3) !== 0) continue;
      // Four bytes a turn while all are ASCII.
      let word = (at + shift) >> 2;
      while (word < words.length && ((words[word] ?? 0) & 0x80808080) === 0) word++;
      at = Math.min(end, word * 4 - shift);
    } else if (lead < 0xe0) {
      if (lead < 0xc2 || ((bytes[at + 1] ?? 0) & 0xc0) !== 0x80) return at;
      at += 2;
    } else {
      const length = utf8Length(lead);
      if (length === 0 || utf8Prefix(bytes, at, length) < length) return at;
      at += length;
    }
  }
  return at;
}
