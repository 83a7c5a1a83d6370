/** So many bytes tell; see mayHoldSeveral. */
const lookBytes = 512;
/** A file of up to so many is read faster than a slice of it is made. */
const smallBytes = 1 << 16;

/** Beginnings of zip, compound and database files, and of XML: [place, bytes]. */
const marks: readonly (readonly [number, readonly number[]])[] = [
  [0, [0x50, 0x4b, 0x03, 0x04]],
  [0, [0xd0, 0xcf, 0x11, 0xe0]],
  [8, [0x44, 0x55, 0x43, 0x4b]],
  [257, [0x75, 0x73, 0x74, 0x61, 0x72]],
  [0, [0x3c, 0x3f, 0x78, 0x6d, 0x6c]],
];

/**
 * Whether a file may give more than one relation (sheets, tables, files of an archive), so that it has to be looked
 * into before its sources have names. Most files are told apart by their first bytes without asking the engine.
 */
export async function mayHoldSeveral(file: File): Promise<boolean> {
  if (/\.(tar(\.\w+)?|tgz|tzst|tbz2?)$/i.test(file.name)) return true;
  const part = file.size <= smallBytes ? file : file.slice(0, lookBytes);
  const head = new Uint8Array(await part.arrayBuffer());
  return marks.some(([at, bytes]) => bytes.every((byte, index) => head[at + index] === byte));
}
