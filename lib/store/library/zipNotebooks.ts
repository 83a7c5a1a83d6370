import { Zip, ZipDeflate } from "fflate";

/** A file of an archive that is being made. */
export interface ZipPart {
  path: string;
  text: string;
  /** Milliseconds since 1970. */
  changedAt: number;
}

/** A zip archive knows the years from 1980 to 2099. */
const [earliest, latest] = [Date.UTC(1980, 0, 2), Date.UTC(2099, 11, 30)];

/** A zip archive of texts, made one by one: `rest` is awaited between them, so that the page can draw. */
export async function zipNotebooks(parts: AsyncIterable<ZipPart>, rest: () => Promise<void>): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure ??= error;
    else chunks.push(new Uint8Array(chunk));
  });
  const encoder = new TextEncoder();
  for await (const { path, text, changedAt } of parts) {
    const file = new ZipDeflate(path, { level: 6 });
    file.mtime = Math.min(Math.max(changedAt, earliest), latest);
    zip.add(file);
    file.push(encoder.encode(text), true);
    await rest();
  }
  zip.end();
  if (failure) throw failure;
  return new Blob(chunks, { type: "application/zip" });
}
