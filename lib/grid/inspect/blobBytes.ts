/** The bytes of a BLOB as DuckDB prints it: printable ASCII as it is, all else as `\xAB`; null for any other text. */
export function blobBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7e || code < 0x20) return null;
    if (code !== 0x5c) {
      bytes[length++] = code;
      continue;
    }
    const hex = /^\\x([0-9A-F]{2})$/.exec(text.slice(at, at + 4))?.[1];
    if (hex === undefined) return null;
    bytes[length++] = Number.parseInt(hex, 16);
    at += 3;
  }
  return bytes.subarray(0, length);
}

/** A line of a dump: where it begins, its bytes in hexadecimal, and what of them is printable ASCII. */
export interface HexLine {
  offset: string;
  hex: string;
  ascii: string;
}

/** Bytes as a dump of `perLine` bytes a line. */
export function hexLines(bytes: Uint8Array, perLine: number): HexLine[] {
  const digits = Math.max(4, (bytes.length - 1).toString(16).length);
  const lines: HexLine[] = [];
  for (let from = 0; from < bytes.length; from += perLine) {
    const line = [...bytes.subarray(from, from + perLine)];
    lines.push({
      offset: from.toString(16).padStart(digits, "0"),
      hex: line.map((byte) => byte.toString(16).padStart(2, "0")).join(" "),
      ascii: line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
    });
  }
  return lines;
}
