import { IngestError } from "../types.ts";

/** HTML as text, and the encoding that it was in: by its mark, by what it says of itself, UTF-8 where it is, else Windows-1252. */
export function htmlText(bytes: Uint8Array): { text: string; encoding: string; notes: string[] } {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? "utf-16le"
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? "utf-16be"
        : null;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  const said = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]+)/i.exec(head)?.[1]?.toLowerCase() ?? null;
  // What calls itself UTF-16 and could be read so far is not.
  const named = said?.startsWith("utf-16") ? "utf-8" : said;
  const tried = mark ?? named ?? "utf-8";
  const text = decoded(bytes, tried, true);
  if (text !== null) return { text, encoding: tried, notes: [] };
  const isGuess = mark === null && named === null;
  if (isGuess) {
    return {
      text: decoded(bytes, "windows-1252", false) ?? "",
      encoding: "windows-1252",
      notes: ["the file names no encoding and is not UTF-8; it is read as Windows-1252"],
    };
  }
  const lenient = decoded(bytes, tried, false);
  if (lenient === null) {
    throw new IngestError(`The page says that it is in ${tried}, which is not known; save it as UTF-8.`);
  }
  const wrong = lenient.split("\ufffd").length - 1;
  return {
    text: lenient,
    encoding: tried,
    notes: [`characters that are no ${tried} became U+FFFD: ${wrong}`],
  };
}

function decoded(bytes: Uint8Array, encoding: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch (thrown) {
    // An unknown name is a RangeError, text that does not decode a TypeError.
    if (thrown instanceof RangeError || thrown instanceof TypeError) return null;
    throw thrown;
  }
}
