import { type FileHead, headOf } from "../../lib/ingest/detectFile.ts";
import type { InputPart } from "./sourceInput.ts";

/** So many files are read at a time: the browser answers each only after a while, whatever its size. */
const filesAhead = 8;

/** The heads of files that are loaded one after another, read while those before them are being loaded. */
export class FileHeads {
  private readonly heads = new Map<number, Promise<FileHead>>();
  private begun = 0;

  constructor(private readonly inputs: readonly InputPart[]) {}

  /** The head of a file, each asked for once and in order; undefined where it comes out of an archive. */
  async take(index: number): Promise<FileHead | undefined> {
    for (; this.begun < Math.min(this.inputs.length, index + filesAhead); this.begun++) {
      const file = this.inputs[this.begun]?.file;
      if (!file) continue;
      const head = headOf(file);
      // Thrown when its turn comes: it is that file's error.
      head.catch(() => undefined);
      this.heads.set(this.begun, head);
    }
    const head = this.heads.get(index);
    this.heads.delete(index);
    return head;
  }
}
