import { IngestError } from "../types.ts";

/** Where a zip file's directory lies. `shift` is how many bytes stand before the archive, as in self-extracting ones. */
export interface ZipEnd {
  directoryAt: number;
  directoryBytes: number;
  entries: number;
  shift: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const longestComment = 65_535;

/** Finds the directory from the end of the file, also behind zip64 and before a comment or stray bytes. */
export async function findZipEnd(file: Blob): Promise<ZipEnd> {
  const tailAt = Math.max(0, file.size - endBytes - longestComment - 20);
  const tail = new Uint8Array(await file.slice(tailAt).arrayBuffer());
  const view = new DataView(tail.buffer);
  for (let at = tail.length - endBytes; at >= 0; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    const end = await endAt(file, view, at, tailAt);
    if (end) return end;
  }
  throw new IngestError(
    "The zip file has no directory at its end, so it is cut short or damaged; get the whole file again " +
      '("zip -F" may save what is in it).',
  );
}

/** The end record at a place, if a directory really lies before it. */
async function endAt(file: Blob, view: DataView, at: number, tailAt: number): Promise<ZipEnd | null> {
  if (view.getUint16(at + 4, true) !== view.getUint16(at + 6, true)) throw severalDisks();
  let entries = view.getUint16(at + 10, true);
  let directoryBytes = view.getUint32(at + 12, true);
  let stated = view.getUint32(at + 16, true);
  let endOfDirectory = tailAt + at;
  const locatorAt = at - 20;
  if (locatorAt >= 0 && view.getUint32(locatorAt, true) === locator64Signature) {
    if (view.getUint32(locatorAt + 16, true) > 1) throw severalDisks();
    const end64 = await readEnd64(file, Number(view.getBigUint64(locatorAt + 8, true)), tailAt + locatorAt);
    if (!end64) return null;
    entries = end64.entries;
    directoryBytes = end64.directoryBytes;
    stated = end64.stated;
    endOfDirectory = end64.at;
  } else if (view.getUint16(at + 4, true) !== 0) throw severalDisks();
  const directoryAt = endOfDirectory - directoryBytes;
  // Info-ZIP may mark the place as too large and then leave out the zip64 record that would tell it.
  const shift = stated === 0xffffffff ? 0 : directoryAt - stated;
  if (directoryAt < 0 || shift < 0) return null;
  if (directoryBytes > 0 && !(await begins(file, directoryAt, entrySignature))) {
    // Something may stand between the directory and its end record, such as a signature.
    if (!(await begins(file, stated, entrySignature))) return null;
    return { directoryAt: stated, directoryBytes, entries, shift: 0 };
  }
  return { directoryAt, directoryBytes, entries, shift };
}

/** The zip64 end record, where the locator says or right before the locator. */
async function readEnd64(file: Blob, stated: number, locatorAt: number) {
  for (const at of [stated, locatorAt - 56]) {
    if (at < 0 || at + 56 > file.size || !(await begins(file, at, end64Signature))) continue;
    const view = new DataView(await file.slice(at, at + 56).arrayBuffer());
    return {
      at,
      entries: Number(view.getBigUint64(32, true)),
      directoryBytes: Number(view.getBigUint64(40, true)),
      stated: Number(view.getBigUint64(48, true)),
    };
  }
  return null;
}

async function begins(file: Blob, at: number, signature: number): Promise<boolean> {
  const bytes = await file.slice(at, at + 4).arrayBuffer();
  return bytes.byteLength === 4 && new DataView(bytes).getUint32(0, true) === signature;
}

function severalDisks(): IngestError {
  return new IngestError(
    'The zip archive is one part of several; join the parts first ("zip -s 0 parts.zip --out whole.zip").',
  );
}
