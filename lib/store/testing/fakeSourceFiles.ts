import type { KeepProblem } from "../../relink/relinkState.ts";
import type { KeptFile, Permission, SourceFiles, SourceHandle } from "../../relink/sourceFiles.ts";

/** A file on the fake disk: what a handle leads to. */
export class FakeHandle implements SourceHandle {
  readonly name: string;
  /** How often its user was asked. */
  asked = 0;

  constructor(
    /** null once the file is gone. */
    public current: File | null,
    public allowed: Permission = "granted",
    /** What its user says when asked. */
    public answer: Permission = "granted",
  ) {
    this.name = current?.name ?? "";
  }

  async permission(): Promise<Permission> {
    return this.allowed;
  }

  async ask(): Promise<Permission> {
    if (this.allowed !== "prompt") return this.allowed;
    this.asked++;
    this.allowed = this.answer;
    return this.allowed;
  }

  async file(): Promise<File> {
    if (this.allowed !== "granted") throw new DOMException("Not allowed.", "NotAllowedError");
    if (!this.current) throw new DOMException("It is gone.", "NotFoundError");
    return this.current;
  }
}

/** A device's keeping in memory, for as long as the test holds it: several applications in a row can share it. */
export class FakeSourceFiles implements SourceFiles {
  /** By notebook, then by relation. */
  readonly kept = new Map<string, Map<string, KeptFile>>();
  /** Handles that the browser gives with a file, by file name. */
  readonly handles = new Map<string, FakeHandle>();
  /** Largest file that is copied, in bytes. */
  copyBytes = 1000;
  /** Why nothing is kept; null where it is. */
  refusal: KeepProblem | null = null;
  /** Every id that something was asked of. */
  readonly idsAsked: string[] = [];

  async load(notebookId: string): Promise<KeptFile[]> {
    this.idsAsked.push(notebookId);
    return [...(this.kept.get(notebookId)?.values() ?? [])];
  }

  readonly keep: SourceFiles["keep"] = async (notebookId, relation, file) => {
    this.idsAsked.push(notebookId);
    if (this.refusal) return { handle: null, copy: false, problem: this.refusal };
    const handle = this.handles.get(file.name) ?? null;
    const copy = file.size <= this.copyBytes ? file : null;
    const ofNotebook = this.kept.get(notebookId) ?? new Map<string, KeptFile>();
    this.kept.set(
      notebookId,
      ofNotebook.set(relation, { relation, lastModified: file.lastModified, handle, copy }),
    );
    return { handle, copy: copy !== null, problem: handle || copy ? null : "too-large" };
  };

  async retain(notebookId: string, relations: readonly string[]): Promise<void> {
    this.idsAsked.push(notebookId);
    const ofNotebook = this.kept.get(notebookId);
    for (const relation of ofNotebook?.keys() ?? []) {
      if (!relations.includes(relation)) ofNotebook?.delete(relation);
    }
  }
}
