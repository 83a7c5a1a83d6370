import { IngestError } from "../../types.ts";

const freeSector = 0xfffffffa;
const noEntry = 0xffffffff;

interface Entry {
  name: string;
  type: number;
  left: number;
  right: number;
  child: number;
  start: number;
  size: number;
}

/** The streams of a compound file (OLE): a small file system, as old Office formats use it. */
export class CompoundFile {
  private readonly view: DataView;
  private readonly sectorBytes: number;
  private readonly miniBytes: number;
  private readonly miniCutoff: number;
  private readonly table: Uint32Array;
  private readonly miniTable: Uint32Array;
  private readonly entries: Entry[];
  private readonly miniStream: Uint8Array;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 512) throw damaged("it ends inside its header");
    const shift = this.view.getUint16(30, true);
    const miniShift = this.view.getUint16(32, true);
    if (shift < 7 || shift > 16 || miniShift > shift) throw damaged("its sectors have an impossible size");
    this.sectorBytes = 1 << shift;
    this.miniBytes = 1 << miniShift;
    this.miniCutoff = this.view.getUint32(56, true);
    this.table = this.allocationTable();
    this.entries = this.directory(this.chain(this.view.getUint32(48, true), this.table));
    this.miniTable = words(this.joined(this.chain(this.view.getUint32(60, true), this.table)));
    const [root] = this.entries;
    this.miniStream = root ? this.joined(this.chain(root.start, this.table)) : new Uint8Array(0);
  }

  /** Names of the streams and folders at the top, as they are written. */
  get names(): string[] {
    return this.top().map(({ name }) => name);
  }

  /** A stream at the top by its name, whose case does not count; null where there is none. */
  stream(name: string): Uint8Array | null {
    const isWanted = (entry: Entry) => entry.type === 2 && entry.name.toLowerCase() === name.toLowerCase();
    // Where the tree is broken, the list of all entries still has it.
    const entry = this.top().find(isWanted) ?? this.entries.find(isWanted);
    return entry ? this.content(entry) : null;
  }

  private content({ name, start, size }: Entry): Uint8Array {
    const isMini = size < this.miniCutoff;
    const content = isMini
      ? this.joinedMini(this.chain(start, this.miniTable))
      : this.joined(this.chain(start, this.table));
    if (content.length < size) {
      throw damaged(`its stream "${name}" should have ${size} bytes, of which ${content.length} are there`);
    }
    return content.subarray(0, size);
  }

  /** The entries below the root, which form a tree of left and right. */
  private top(): Entry[] {
    const found: Entry[] = [];
    const visited = new Set<number>();
    const waiting = [this.entries[0]?.child ?? noEntry];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const entry = this.entries[id];
      if (!entry || visited.has(id)) continue;
      visited.add(id);
      found.push(entry);
      waiting.push(entry.left, entry.right);
    }
    return found;
  }

  private allocationTable(): Uint32Array {
    const sectors: number[] = [];
    const most = Math.ceil(this.bytes.length / this.sectorBytes);
    const take = (view: DataView, from: number, count: number) => {
      for (let index = 0; index < count; index++) {
        const sector = view.getUint32(from + index * 4, true);
        if (sector < freeSector && sectors.length < most) sectors.push(sector);
      }
    };
    take(this.view, 76, 109);
    const each = this.sectorBytes / 4 - 1;
    let next = this.view.getUint32(68, true);
    for (let steps = 0; next < freeSector && steps < most; steps++) {
      const at = (next + 1) * this.sectorBytes;
      if (at + this.sectorBytes > this.bytes.length) break;
      take(this.view, at, each);
      next = this.view.getUint32(at + each * 4, true);
    }
    return words(this.joined(sectors));
  }

  /** The sectors of a chain; one that loops or leaves the file ends there. */
  private chain(start: number, table: Uint32Array): number[] {
    const sectors: number[] = [];
    const visited = new Uint8Array(table.length);
    for (
      let sector = start;
      sector < freeSector && sector < table.length;
      sector = table[sector] ?? noEntry
    ) {
      if (visited[sector]) break;
      visited[sector] = 1;
      sectors.push(sector);
    }
    return sectors;
  }

  private joined(sectors: readonly number[]): Uint8Array {
    const all = new Uint8Array(sectors.length * this.sectorBytes);
    let length = 0;
    for (const sector of sectors) {
      const from = (sector + 1) * this.sectorBytes;
      // The last sector of a file may be cut to what is used of it.
      const part = this.bytes.subarray(from, from + this.sectorBytes);
      if (part.length === 0) break;
      all.set(part, length);
      length += part.length;
      if (part.length < this.sectorBytes) break;
    }
    return all.subarray(0, length);
  }

  private joinedMini(sectors: readonly number[]): Uint8Array {
    const all = new Uint8Array(sectors.length * this.miniBytes);
    sectors.forEach((sector, index) => {
      const from = sector * this.miniBytes;
      all.set(this.miniStream.subarray(from, from + this.miniBytes), index * this.miniBytes);
    });
    return all;
  }

  private directory(sectors: readonly number[]): Entry[] {
    const bytes = this.joined(sectors);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const decoder = new TextDecoder("utf-16le");
    return Array.from({ length: Math.floor(bytes.length / 128) }, (_, index) => {
      const at = index * 128;
      const nameBytes = Math.max(0, Math.min(64, view.getUint16(at + 64, true)) - 2);
      return {
        name: decoder.decode(bytes.subarray(at, at + nameBytes)),
        type: view.getUint8(at + 66),
        left: view.getUint32(at + 68, true),
        right: view.getUint32(at + 72, true),
        child: view.getUint32(at + 76, true),
        start: view.getUint32(at + 116, true),
        size: view.getUint32(at + 120, true),
      };
    });
  }
}

function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    view.getUint32(index * 4, true),
  );
}

function damaged(why: string): IngestError {
  return new IngestError(
    `The workbook is damaged: ${why}. Get the file again, or open it in its program and save it as .xlsx.`,
  );
}
