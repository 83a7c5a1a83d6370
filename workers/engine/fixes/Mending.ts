import type { Receipt, SourceEvent, SourceOptions } from "../../../lib/engine/protocol.ts";
import { fixesOfFile, parseFixes, strayFixes } from "../../../lib/ingest/fixes/sourceFixes.ts";
import type { EngineSession } from "../session.ts";
import type { RowReader } from "./RowReader.ts";

/** What a loaded source's rejected rows can be mended with: readers of its files by path, "" where it has only one. */
export type RowReaders = Map<string, RowReader>;

/** The load of one file, with what a person wrote in place of its rejected rows. */
export class Mending {
  readonly fixes: ReadonlyMap<number, string | null>;
  private reader: RowReader | null = null;
  private ready: Extract<SourceEvent, { type: "ready" }> | null = null;

  constructor(
    private readonly session: EngineSession,
    private readonly readers: RowReaders,
    options: SourceOptions,
    /** The file's path where the source has several, else null. */
    private readonly path: string | null,
    private readonly emit: (event: SourceEvent) => void,
  ) {
    this.fixes = fixesOfFile(parseFixes(options.fixes), path);
    readers.delete(path ?? "");
  }

  /** Takes the reader of single rows once the file is loaded. */
  keepReader(reader: RowReader): void {
    this.reader = reader;
    this.readers.set(this.path ?? "", reader);
  }

  /** Passes events on; the relation is ready only when it is mended. */
  onEvent(event: SourceEvent): void {
    if (this.fixes.size > 0 && event.type === "ready" && event.receipt.exact) this.ready = event;
    else this.emit(event);
  }

  async settle(relation: string, receipt: Receipt): Promise<Receipt> {
    if (this.fixes.size === 0) return receipt;
    const { applyFixes } = await import("./applyFixes.ts");
    const mended = await applyFixes(
      this.session,
      { relation, reader: this.reader, fixes: this.fixes },
      receipt,
    );
    if (this.ready) this.emit({ ...this.ready, receipt: mended });
    return mended;
  }
}

/** Tells of fixes that name no line of any of the source's files; `paths` is null where it has only one. */
export function tellStrays(
  receipt: Receipt,
  options: SourceOptions,
  paths: readonly string[] | null,
): Receipt {
  const strays = strayFixes(parseFixes(options.fixes), paths);
  if (strays.length === 0) return receipt;
  const wanted = paths === null ? "a line's number" : "a file's path, a colon and a line's number";
  const shown = strays.slice(0, 5).join(", ");
  const note = `fixes are named by ${wanted}, so ${strays.length} of them not applied: ${shown}${strays.length > 5 ? ", …" : ""}`;
  return { ...receipt, notes: [note, ...receipt.notes] };
}
