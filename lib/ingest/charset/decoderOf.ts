import { type Charset, isDoubleByteSet } from "./charsets.ts";
import { doubleByteDecoder } from "./doubleByteDecoder.ts";
import { escapedDecoder } from "./escapedDecoder.ts";
import type { PieceDecoder } from "./pieceDecoder.ts";
import { singleByteDecoder } from "./singleByteDecoder.ts";
import { utf8Repair } from "./utf8Repair.ts";
import { utf16Decoder, utf32Decoder } from "./wideDecoder.ts";

/** A new decoder of a set. */
export function decoderOf(charset: Charset): PieceDecoder {
  switch (charset) {
    case "utf-8":
      return utf8Repair();
    case "utf-16le":
    case "utf-16be":
      return utf16Decoder(charset === "utf-16le");
    case "utf-32le":
    case "utf-32be":
      return utf32Decoder(charset === "utf-32le");
    case "iso-2022-jp":
    case "iso-2022-kr":
      return escapedDecoder(charset);
    default:
      return isDoubleByteSet(charset) ? doubleByteDecoder(charset) : singleByteDecoder(charset);
  }
}
