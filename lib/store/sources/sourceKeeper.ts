import { fingerprintOf } from "../../ingest/fingerprint.ts";
import { notebookCopyBytes } from "../../relink/copyBudget.ts";
import { isInBucket } from "../../relink/isInBucket.ts";
import type { SourceLink } from "../../relink/relinkState.ts";
import type { KeepAnswer, SourceHandle } from "../../relink/sourceFiles.ts";
import type { AppStore } from "../appStore.ts";
import type { Editing } from "../documentCommands.ts";
import type { EngineLife } from "../engineLife.ts";
import { forgetLinks, setLink } from "../links.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";
import type { SourceView } from "../state.ts";

interface KeeperDeps {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
  editing: Editing;
}

/**
 * Watches which file each source of the open notebook has, however it came by it: the file's size and fingerprint go
 * into the notebook, the way back to it is kept on the device, and what belongs to no source any more is forgotten.
 */
export class SourceKeeper {
  private notebookId = "";
  /** The file that was dealt with last, by relation, and whether the device was asked to keep it. */
  private readonly known = new Map<string, { file: File; isKept: boolean }>();
  private readonly handles = new Map<string, SourceHandle>();
  /** Files that came from the device's own keeping need not be kept again. */
  private readonly restored = new WeakMap<File, SourceLink>();
  private isWoken = false;
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly deps: KeeperDeps) {
    deps.store.subscribe((now, before) => {
      const isSame =
        now.sources === before.sources &&
        now.document.sources === before.document.sources &&
        now.writable === before.writable &&
        now.notebookId === before.notebookId;
      if (!isSame) this.wake();
    });
    this.wake();
  }

  /** The way back to a source's file; null where the browser gave none. */
  handleOf(relation: string): SourceHandle | null {
    return this.handles.get(relation) ?? null;
  }

  /** Told before a file that was kept is attached again. */
  expect(relation: string, file: File, handle: SourceHandle | null, link: SourceLink): void {
    this.restored.set(file, link);
    if (handle) this.handles.set(relation, handle);
  }

  private wake(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    // Opening a notebook sets its document and its id one after the other; only both together may be looked at.
    queueMicrotask(() => {
      this.isWoken = false;
      this.look();
    });
  }

  private look(): void {
    const { platform, store, engine } = this.deps;
    const { notebookId, document, sources, writable } = store.getState();
    if (notebookId !== this.notebookId) {
      this.notebookId = notebookId;
      this.known.clear();
      this.handles.clear();
    }
    const gone = [...this.known.keys()].filter((relation) => !Object.hasOwn(document.sources, relation));
    for (const relation of gone) {
      this.known.delete(relation);
      this.handles.delete(relation);
    }
    if (gone.length > 0) {
      forgetLinks(store, gone);
      const rest = Object.keys(document.sources);
      if (writable) this.later(() => platform.sourceFiles.retain(notebookId, rest));
    }
    for (const source of sources) {
      // What is in a bucket is found by its address, and has no bytes here that could be kept.
      if (isInBucket(document.sources[source.relation]?.location ?? "")) {
        this.known.delete(source.relation);
        this.handles.delete(source.relation);
        continue;
      }
      if (source.status === "ready" && engine.filesOf(source.id)?.parts) this.noteMany(source.relation);
      const file = isThrough(source) ? engine.fileOf(source.id) : null;
      const entry = document.sources[source.relation];
      if (!file || !entry || "ref" in file || entry.location.startsWith("sample:")) continue;
      const before = this.known.get(source.relation);
      if (before?.file === file && (before.isKept || !writable)) continue;
      this.known.set(source.relation, { file, isKept: writable });
      this.later(() => this.take(notebookId, source.relation, file, writable));
    }
  }

  /** Of a source of many files nothing is kept: its folder is asked for. */
  private noteMany(relation: string): void {
    const { store, platform } = this.deps;
    const before = store.getState().relink.links[relation];
    if (before?.status === "kept" && before.problem === "many") return;
    const link = { status: "kept", handle: false, copy: false, problem: "many", isCopy: false } as const;
    setLink(store, relation, link);
    if (!this.known.delete(relation)) return;
    // What was kept of the one file that the source had before is not what it is made from.
    this.handles.delete(relation);
    const { notebookId, document, writable } = store.getState();
    const rest = Object.keys(document.sources).filter((name) => name !== relation);
    if (writable) this.later(() => platform.sourceFiles.retain(notebookId, rest));
  }

  /** One after the other: five hundred files dropped at once must not be read at once. */
  private later(call: () => Promise<void>): void {
    this.work = this.work.then(call);
  }

  private async take(notebookId: string, relation: string, file: File, writable: boolean): Promise<void> {
    const isCurrent = () =>
      this.deps.store.getState().notebookId === notebookId && this.known.get(relation)?.file === file;
    if (!isCurrent()) return;
    // A file that can no longer be read had its say when it was loaded.
    const fingerprint = await fingerprintOf(file).catch(() => null);
    if (!isCurrent()) return;
    this.describe(relation, file, fingerprint);
    const restored = this.restored.get(file);
    if (restored) return setLink(this.deps.store, relation, restored);
    const answer: KeepAnswer = writable
      ? await this.deps.platform.sourceFiles.keep(notebookId, relation, file)
      : { handle: null, copy: false, problem: "other-tab" };
    if (!isCurrent()) return;
    if (answer.handle) this.handles.set(relation, answer.handle);
    else this.handles.delete(relation);
    const { handle, copy, problem } = answer;
    setLink(this.deps.store, relation, {
      status: "kept",
      handle: handle !== null,
      copy,
      problem,
      isCopy: false,
    });
  }

  /** Writes into the notebook what the file is. */
  private describe(relation: string, file: File, fingerprint: string | null): void {
    const { store, editing } = this.deps;
    const entry = store.getState().document.sources[relation];
    if (!entry) return;
    const before = entry.fingerprint;
    if (entry.size === file.size && (fingerprint === null || fingerprint === before)) return;
    if (fingerprint !== null && before !== undefined && before !== fingerprint) {
      const text = `${file.name} is not the file that "${relation}" was made from before. It is used from now on.`;
      notify(store, "info", text);
    }
    const facts = { size: file.size, ...(fingerprint === null ? {} : { fingerprint }) };
    editing.amend({ type: "setSourceEntry", name: relation, entry: { ...entry, ...facts } });
  }
}

/** A file that is copied is left alone until its load is through; of a large one only a little is read. */
function isThrough({ status, progress }: SourceView): boolean {
  return status === "ready" && (progress === null || progress.bytesTotal > notebookCopyBytes);
}
