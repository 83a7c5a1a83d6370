/** About how many bytes a plain value takes where it is kept: a character is one, a number eight. */
export function sizeOf(value: unknown, most = Number.POSITIVE_INFINITY): number {
  let bytes = 0;
  const waiting: unknown[] = [value];
  // A value beyond `most` is not looked at to its end.
  while (waiting.length > 0 && bytes <= most) {
    const next = waiting.pop();
    if (typeof next === "string") bytes += next.length + 4;
    else if (next instanceof Uint8Array) bytes += next.byteLength;
    else if (Array.isArray(next)) {
      bytes += 8;
      for (const item of next) waiting.push(item);
    } else if (typeof next === "object" && next !== null) {
      bytes += 8;
      for (const [key, item] of Object.entries(next)) {
        bytes += key.length;
        waiting.push(item);
      }
    } else bytes += 8;
  }
  return bytes;
}
