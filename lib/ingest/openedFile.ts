import { detectCodec } from "./compression/detectCodec.ts";
import { plainFile } from "./compression/plainFile.ts";
import { type FileHead, headOf } from "./detectFile.ts";

/** A file that readers take as it is, with what was undone for that (see plainFile), and its first bytes. */
export interface OpenedFile {
  file: File;
  codec: string | null;
  head: FileHead;
}

/** Opens a file by a single read where nothing has to be undone; `head` is what was read of it before. */
export async function openedFile(given: File, before?: FileHead): Promise<OpenedFile> {
  const head = before ?? (await headOf(given));
  const isPlain = head.compressed || detectCodec(head.bytes.subarray(0, 18)).codec === "none";
  if (isPlain) return { file: given, codec: null, head };
  const { file, codec } = await plainFile(given);
  return { file, codec, head: file === given ? head : await headOf(file) };
}
