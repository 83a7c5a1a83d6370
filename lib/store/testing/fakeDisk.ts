import type { Permission } from "../../relink/sourceFiles.ts";
import {
  type DiskFacts,
  type DiskFile,
  type DiskFiles,
  type DiskMode,
  PlaceUnreachable,
} from "../disk/diskFiles.ts";
import type { ServedFolder } from "../disk/servedFolder.ts";

/** A file on the fake disk. */
export class FakeDiskFile implements DiskFile {
  private changes = 1;
  private content: string | null;
  /** Whether it may be written, and read. */
  allowed: Permission = "granted";
  readable: Permission = "granted";
  /** What its user says when asked. */
  answer: Permission = "granted";
  asked = 0;
  /** Why nothing can be written; null where it can. */
  refusal: Error | null = null;
  /** Whether a write sees what it would take the place of, and what happens just before it looks. */
  compares = false;
  beforeWrite: (() => void) | null = null;
  /** false where it cannot be reached. */
  isReachable = true;
  /** Data files beside it. */
  beside?: (path: string) => Promise<File | null>;

  constructor(
    readonly name: string,
    content: string,
  ) {
    this.content = content;
  }

  get text(): string | null {
    return this.content;
  }

  /** Another program writes it, or deletes it (null). */
  change(content: string | null): void {
    this.content = content;
    this.changes++;
  }

  async permission(mode: DiskMode): Promise<Permission> {
    return mode === "read" ? this.readable : this.allowed;
  }

  async ask(mode: DiskMode): Promise<Permission> {
    this.asked++;
    this.readable = this.answer;
    if (mode === "readwrite") this.allowed = this.answer;
    return this.answer;
  }

  async read(): Promise<File> {
    if (!this.isReachable) throw new PlaceUnreachable("Nobody answers.");
    if (this.content === null) throw new DOMException("It is gone.", "NotFoundError");
    return new File([this.content], this.name, { lastModified: this.changes });
  }

  async write(content: Blob, before: string | null): Promise<boolean> {
    if (this.refusal) throw this.refusal;
    if (!this.isReachable) throw new PlaceUnreachable("Nobody answers.");
    this.beforeWrite?.();
    if (this.compares && this.content !== before) return false;
    this.change(await content.text());
    return true;
  }

  /** The file as the browser's dialog gives it. */
  picked(): File {
    return new File([this.content ?? ""], this.name, { lastModified: this.changes });
  }
}

/** The disk of a fake device, with what is remembered of it. */
export class FakeDisk implements DiskFiles {
  /** Files that the browser gives a way back to, by name. */
  readonly files = new Map<string, FakeDiskFile>();
  readonly kept = new Map<string, { file: DiskFile; facts: DiskFacts }>();

  add(name: string, content: string): FakeDiskFile {
    const file = new FakeDiskFile(name, content);
    this.files.set(name, file);
    return file;
  }

  async of(file: File): Promise<DiskFile | null> {
    return this.files.get(file.name) ?? null;
  }

  async notebooksOf(file: DiskFile): Promise<string[]> {
    return [...this.kept].filter(([, kept]) => kept.file === file).map(([id]) => id);
  }

  /** The folder of `eider serve`; null where there is none. */
  folder: FakeServedFolder | null = null;

  served(path: string): DiskFile | null {
    return this.folder?.file(path) ?? null;
  }

  at(handle: FileSystemFileHandle): DiskFile {
    const file = this.files.get(handle.name);
    if (!file) throw new Error(`There is no file ${handle.name}.`);
    return file;
  }

  async load(notebookId: string): Promise<{ file: DiskFile; facts: DiskFacts } | null> {
    return this.kept.get(notebookId) ?? null;
  }

  async keep(notebookId: string, file: DiskFile, facts: DiskFacts): Promise<void> {
    this.kept.set(notebookId, { file, facts });
  }
}

/** A served folder whose files lie on the fake disk as well, by their paths. */
export class FakeServedFolder implements ServedFolder {
  isEntered = false;
  isReachable = true;

  constructor(
    private readonly disk: FakeDisk,
    private readonly key: string,
  ) {}

  isKnown(): boolean {
    return this.isEntered;
  }

  async enter(key: string): Promise<void> {
    if (key !== this.key) throw new PlaceUnreachable("This address let nobody in.");
    this.isEntered = true;
    this.disk.folder = this;
  }

  async list() {
    if (!this.isReachable) throw new PlaceUnreachable("Nobody answers.");
    const notebooks = [...this.disk.files.keys()].map((path) => ({ path, bytes: 1, modifiedMs: 1 }));
    return { id: "folder", name: "notebooks", notebooks, isAll: true };
  }

  file(path: string): FakeDiskFile {
    const known = this.disk.files.get(path);
    const file = known ?? new FakeDiskFile(path, "");
    if (!known) file.change(null);
    file.compares = true;
    file.isReachable = this.isReachable;
    this.disk.files.set(path, file);
    return file;
  }
}
