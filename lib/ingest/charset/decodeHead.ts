import type { Charset } from "./charsets.ts";
import { decoderOf } from "./decoderOf.ts";

const utf8 = new TextDecoder();

/** Some bytes as text, as `decodeStream` has them, without a byte order mark; what does not decode is U+FFFD. */
export function decodeHead(head: Uint8Array, charset: Charset): string {
  const decoder = decoderOf(charset);
  const out = new Uint8Array((head.length + 8) * decoder.growth);
  decoder.decode(head, out, true, () => undefined);
  return utf8.decode(out.subarray(0, decoder.written));
}
