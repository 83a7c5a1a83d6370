import type { Charset } from "../../../lib/ingest/charset/charsets.ts";
import { decodeHead } from "../../../lib/ingest/charset/decodeHead.ts";
import type { FileHead } from "../../../lib/ingest/detectFile.ts";

/** Places of the first bytes that do not decode in a character set; a character that the end cuts is none. */
export function badPlaces({ bytes, isWhole }: FileHead, charset: Charset): number {
  const text = decodeHead(bytes, charset);
  let count = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) count++;
  const isCut = !isWhole && text.endsWith("\ufffd");
  return isCut ? count - 1 : count;
}
