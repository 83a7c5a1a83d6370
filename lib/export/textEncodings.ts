/** What a text file's bytes can be; "utf-8-bom" begins with the mark by which Excel knows UTF-8. */
export const textEncodings = ["utf-8", "utf-8-bom", "utf-16le", "windows-1252"] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** From UTF-8 to another encoding; each piece must end with a whole sign. */
export interface Encoder {
  begin: Uint8Array;
  encode(utf8: Uint8Array): Uint8Array;
  /** The first sign of a text that the encoding has no bytes for; null where it holds all. */
  misfit(text: string): string | null;
}

const byteOrderMark = new Uint8Array([0xef, 0xbb, 0xbf]);
const none = new Uint8Array(0);
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const asIs = { encode: (utf8: Uint8Array) => utf8, misfit: () => null };

export function encoderTo(encoding: TextEncoding): Encoder {
  switch (encoding) {
    case "utf-8":
      return { ...asIs, begin: none };
    case "utf-8-bom":
      return { ...asIs, begin: byteOrderMark };
    case "utf-16le":
      return {
        begin: new Uint8Array([0xff, 0xfe]),
        encode: (utf8) => utf16(decoder.decode(utf8)),
        misfit: () => null,
      };
    case "windows-1252":
      return {
        begin: none,
        encode: (utf8) => Uint8Array.from(decoder.decode(utf8), (sign) => windows().get(sign) ?? 0x3f),
        misfit: (text) => [...text].find((sign) => !windows().has(sign)) ?? null,
      };
  }
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
  return bytes;
}

/** Signs of the bytes 0x80 to 0x9f (WHATWG's index); all others are those of Latin-1. */
const high = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
let signs: Map<string, number> | null = null;

function windows(): Map<string, number> {
  signs ??= new Map(
    Array.from({ length: 256 }, (_, byte) => {
      const isHigh = byte >= 0x80 && byte < 0xa0;
      return [isHigh ? (high[byte - 0x80] ?? "") : String.fromCharCode(byte), byte];
    }),
  );
  return signs;
}
