import type { RemoteFile } from "./RemoteFile.ts";

/** Ranges of remote files that were fetched, as long as they fit: what was asked for longest ago goes first. */
export class ByteCache {
  private readonly held = new Map<string, Uint8Array<ArrayBuffer>>();
  private bytes = 0;

  constructor(private readonly mostBytes: number) {}

  get(file: RemoteFile, from: number, to: number): Uint8Array<ArrayBuffer> | null {
    const key = keyOf(file, from, to);
    const found = this.held.get(key);
    if (!found) return null;
    this.held.delete(key);
    this.held.set(key, found);
    return found;
  }

  keep(file: RemoteFile, from: number, bytes: Uint8Array<ArrayBuffer>): void {
    const key = keyOf(file, from, from + bytes.length);
    if (this.held.has(key) || bytes.length > this.mostBytes) return;
    this.held.set(key, bytes);
    this.bytes += bytes.length;
    for (const [oldest, old] of this.held) {
      if (this.bytes <= this.mostBytes) break;
      this.held.delete(oldest);
      this.bytes -= old.length;
    }
  }
}

function keyOf({ ref }: RemoteFile, from: number, to: number): string {
  return `${from}-${to} ${ref.etag} ${ref.sizeBytes} ${ref.address}`;
}
