const sectorBytes = 512;

/** Numbers as bytes, the low one first. */
export function u16(...values: number[]): number[] {
  return values.flatMap((value) => [value & 255, (value >> 8) & 255]);
}

export function u32(...values: number[]): number[] {
  return values.flatMap((value) => u16(value & 0xffff, value >>> 16));
}

export function f64(value: number): number[] {
  return [...new Uint8Array(new Float64Array([value]).buffer)];
}

/** A record of BIFF: its number, the length of its body, its body. */
export function record(id: number, body: readonly number[] = []): number[] {
  return [...u16(id, body.length), ...body];
}

/** Characters of one byte each, with BIFF8's flags before them. */
export function narrowText(text: string): number[] {
  return [0, ...[...text].map((character) => character.charCodeAt(0))];
}

/** A stream of a workbook: globals with one sheet, and the sheet; for tests only. */
export function biffStream(globals: readonly number[], cells: readonly number[], version = 0x0600): number[] {
  const bof = (type: number) => record(0x0809, u16(version, type, 0, 0));
  const eof = record(0x000a);
  const name = version === 0x0600 ? [5, ...narrowText("Sheet")] : [5, ...narrowText("Sheet").slice(1)];
  const head = [...bof(5), ...globals];
  const start = head.length + 4 + 6 + name.length + eof.length;
  const boundSheet = record(0x0085, [...u32(start), ...u16(0), ...name]);
  return [...head, ...boundSheet, ...eof, ...bof(0x10), ...cells, ...eof];
}

/** The bytes of a compound file with one stream; for tests only. */
export function makeCompound(name: string, stream: readonly number[]): Uint8Array {
  // Short streams would lie in a stream of their own; this one is made long enough not to.
  const sectors = Math.ceil(Math.max(4096, stream.length) / sectorBytes);
  const bytes = new Uint8Array((3 + sectors) * sectorBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(26, 3, true);
  view.setUint16(28, 0xfffe, true);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  view.setUint32(44, 1, true);
  view.setUint32(48, 1, true);
  view.setUint32(56, 4096, true);
  view.setUint32(60, 0xfffffffe, true);
  view.setUint32(68, 0xfffffffe, true);
  for (let at = 76; at < 512; at += 4) view.setUint32(at, at === 76 ? 0 : 0xffffffff, true);
  const table = sectorBytes;
  for (let sector = 0; sector < 128; sector++) {
    const isLast = sector === 1 || sector === sectors + 1;
    const next = sector === 0 ? 0xfffffffd : isLast ? 0xfffffffe : sector + 1;
    view.setUint32(table + sector * 4, sector > sectors + 1 ? 0xffffffff : next, true);
  }
  const entry = (index: number, title: string, type: number, child: number, start: number, size: number) => {
    const at = 2 * sectorBytes + index * 128;
    [...title].forEach((character, place) => {
      view.setUint16(at + place * 2, character.charCodeAt(0), true);
    });
    view.setUint16(at + 64, (title.length + 1) * 2, true);
    view.setUint8(at + 66, type);
    view.setUint32(at + 68, 0xffffffff, true);
    view.setUint32(at + 72, 0xffffffff, true);
    view.setUint32(at + 76, child, true);
    view.setUint32(at + 116, start, true);
    view.setUint32(at + 120, size, true);
  };
  entry(0, "Root Entry", 5, 1, 0xfffffffe, 0);
  entry(1, name, 2, 0xffffffff, 2, sectors * sectorBytes);
  bytes.set(stream, 3 * sectorBytes);
  return bytes;
}
