import type { DeletedNotebook, LibraryStorage } from "../library/libraryStorage.ts";
import type { StoredNotebook } from "../platform.ts";

/** The library of a fake device, over what it keeps. */
export class FakeLibraryStorage implements LibraryStorage {
  readonly places = new Map<string, string>();
  readonly bin = new Map<string, DeletedNotebook>();
  /** Ids that were forgotten for good. */
  readonly erased: string[] = [];
  /** What was copied beside a text: from which id to which. */
  readonly copied: [from: string, to: string][] = [];

  constructor(private readonly kept: Map<string, StoredNotebook>) {}

  async all(onPart: (part: readonly StoredNotebook[]) => void): Promise<void> {
    for (const notebook of this.kept.values()) onPart([notebook]);
  }

  async folders(): Promise<ReadonlyMap<string, string>> {
    return this.places;
  }

  async place(ids: readonly string[], folder: string): Promise<void> {
    for (const id of ids) this.places.set(id, folder);
  }

  async deleted(): Promise<DeletedNotebook[]> {
    for (const id of this.kept.keys()) this.bin.delete(id);
    return [...this.bin.values()];
  }

  async remove(ids: readonly string[], deletedAt: number): Promise<void> {
    for (const id of ids) {
      const notebook = this.kept.get(id);
      if (!notebook) continue;
      this.bin.set(id, { id, notebook, folder: this.places.get(id) ?? "", deletedAt });
      this.kept.delete(id);
    }
  }

  async restore(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const deleted = this.bin.get(id);
      if (deleted && !this.kept.has(id)) this.kept.set(id, deleted.notebook);
      this.bin.delete(id);
    }
  }

  async erase(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.bin.delete(id);
      this.erased.push(id);
    }
  }

  async copyBeside(from: string, to: string): Promise<void> {
    this.copied.push([from, to]);
  }
}
