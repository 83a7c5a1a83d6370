import { fingerprintOf } from "../../ingest/fingerprint.ts";
import type { SourceEntry } from "../../notebook/document.ts";
import { pathOf } from "../../relink/filePath.ts";
import { locationFileName } from "../../relink/locationFileName.ts";
import { patternOf } from "../../relink/manyLocation.ts";
import { matchFiles, type WantedSource } from "../../relink/matchFiles.ts";
import { missingSources } from "../../relink/missingSources.ts";
import { changedLink, type Reached, reachHandle, reachKept } from "../../relink/reachKept.ts";
import { nothingLinked, type SourceLink } from "../../relink/relinkState.ts";
import type { KeptFile } from "../../relink/sourceFiles.ts";
import { ColumnKeeper } from "../columnKeeper.ts";
import type { NamedFiles } from "../engineLife.ts";
import { setLinks, setRelink } from "../links.ts";
import { notify } from "../notices.ts";
import type { RelinkDeps } from "./relinkCommands.ts";
import { SourceKeeper } from "./sourceKeeper.ts";

/** Of a source whose file is on its way: what there is to tell comes with the end of its load. */
const untold: SourceLink = { status: "absent", why: "not-kept", lastModified: null };

/** Finds the files of the open notebook's sources again: those that the device kept, and those that people bring. */
export class Relinking {
  /** What the device keeps for the open notebook, by relation. */
  private kept = new Map<string, KeptFile>();
  /** Files at hand that differ from what the notebook knew, by relation. */
  private readonly candidates = new Map<string, File>();

  private readonly keeper: SourceKeeper;
  readonly columns: ColumnKeeper;

  constructor(private readonly deps: RelinkDeps) {
    this.keeper = new SourceKeeper(deps);
    this.columns = new ColumnKeeper(deps);
  }

  /** Brings back what can be brought back without a question, after a notebook was opened. */
  async restore(): Promise<void> {
    const { store, platform } = this.deps;
    const { notebookId, document, sources } = store.getState();
    this.candidates.clear();
    this.kept = new Map();
    setRelink(store, nothingLinked);
    const wanted = missingSources(document, sources);
    const kept = new Map(
      (await platform.sourceFiles.load(notebookId)).map((file) => [file.relation, file] as const),
    );
    const reached = await Promise.all(
      wanted.map(async ({ relation, entry }) => ({
        relation,
        reached: await reachKept(entry, kept.get(relation)),
      })),
    );
    if (store.getState().notebookId !== notebookId) return;
    this.kept = kept;
    await this.settle(reached, () => setRelink(store, { offering: this.missing().length > 0 }));
  }

  /** Draws what was found out and attaches what is the same file; whoever got data meanwhile is left alone. */
  private async settle(
    found: readonly { relation: string; reached: Reached }[],
    afterwards: () => void,
  ): Promise<void> {
    const { store } = this.deps;
    const missing = new Set(this.missing().map(({ relation }) => relation));
    const files: { relation: string; file: File }[] = [];
    const links: [string, SourceLink][] = [];
    for (const { relation, reached } of found) {
      if (!missing.has(relation)) continue;
      const { link, file } = reached;
      links.push([relation, link]);
      if (file && link.status === "kept") {
        this.keeper.expect(relation, file, this.kept.get(relation)?.handle ?? null, link);
        files.push({ relation, file });
      } else if (file) this.candidates.set(relation, file);
    }
    setLinks(store, links);
    const loading = files.length > 0 ? this.deps.attach(files) : Promise.resolve();
    afterwards();
    await loading;
  }

  private missing() {
    const { document, sources } = this.deps.store.getState();
    return missingSources(document, sources);
  }

  async pick(): Promise<void> {
    await this.offer(await this.deps.platform.pickFiles([], true));
  }

  async reopen(): Promise<void> {
    const { store } = this.deps;
    const { links } = store.getState().relink;
    const notebookId = store.getState().notebookId;
    const waiting = this.missing().flatMap(({ relation, entry }) => {
      const kept = this.kept.get(relation);
      return kept?.handle && links[relation]?.status === "waiting" ? [{ relation, entry, kept }] : [];
    });
    // All at once: the click that allows the question is over with the first wait.
    const asked = waiting.map(async ({ relation, entry, kept }) => {
      const permission = (await kept.handle?.ask()) ?? "denied";
      // A question closed without an answer is an answer for now.
      const reached = await reachHandle(entry, kept, permission === "granted" ? "granted" : "denied");
      return { relation, reached };
    });
    const reached = await Promise.all(asked);
    if (store.getState().notebookId !== notebookId) return;
    await this.settle(reached, () =>
      setRelink(store, { offering: false, finding: this.missing().length > 0 }),
    );
  }

  async offer(files: readonly File[]): Promise<void> {
    const { store, editing } = this.deps;
    const { notebookId } = store.getState();
    const seen = await Promise.all(
      files.map(async (file) => ({
        name: file.name,
        size: file.size,
        fingerprint: await fingerprintOf(file).catch(() => null),
      })),
    );
    if (store.getState().notebookId !== notebookId) return;
    const wanted = this.missing();
    const { matches, unused } = matchFiles(
      wanted.filter(({ entry }) => patternOf(entry.location) === null),
      seen,
    );
    const { found, taken } = await this.manyFrom(wanted, files);
    const fitting: NamedFiles[] = [...found];
    const links: [string, SourceLink][] = [];
    for (const { relation, file: at, fits } of matches) {
      const file = files[at];
      const entry = wanted.find((source) => source.relation === relation)?.entry;
      if (!file || !entry) continue;
      if (fits) {
        fitting.push({ relation, file });
        links.push([relation, untold]);
        editing.amend({ type: "setSourceEntry", name: relation, entry: locatedIn(entry, file) });
      } else {
        this.candidates.set(relation, file);
        links.push([relation, changedLink(entry, this.kept.get(relation)?.lastModified ?? null, file)]);
      }
    }
    setLinks(store, links);
    setRelink(store, { unused: unused.flatMap((at) => nameOfUnused(files[at], taken)) });
    if (fitting.length > 0) await this.deps.attach(fitting);
  }

  /** Those of some files that sources of many are made from. Others than the notebook knew are named when they are used. */
  private async manyFrom(
    wanted: readonly WantedSource[],
    files: readonly File[],
  ): Promise<{ found: NamedFiles[]; taken: ReadonlySet<File> }> {
    const { partsFor } = await import("../../relink/partsFor.ts");
    const parts = files.map((file) => ({ path: pathOf(file), file }));
    const taken = new Set<File>();
    const found = wanted.flatMap(({ relation, entry }) => {
      const pattern = patternOf(entry.location);
      const own = pattern === null ? [] : partsFor(pattern, parts);
      const [first] = own;
      if (!first) return [];
      for (const { file } of own) taken.add(file);
      const size = own.reduce((sum, { file }) => sum + file.size, 0);
      if (entry.size !== undefined && entry.size !== size) {
        const text = `The files of "${relation}" are not what they were: ${countOfBytes(entry.size)} before, ${countOfBytes(size)} now. They are used from now on.`;
        notify(this.deps.store, "info", text);
        this.deps.editing.amend({ type: "setSourceEntry", name: relation, entry: { ...entry, size } });
      }
      return [{ relation, file: first.file, parts: own }];
    });
    return { found, taken };
  }

  async accept(relation: string): Promise<void> {
    const { store, editing } = this.deps;
    const file = this.candidates.get(relation);
    const { document, relink } = store.getState();
    const entry = document.sources[relation];
    if (!file || !entry || relink.links[relation]?.status !== "changed") return;
    this.candidates.delete(relation);
    // What the file is from now on is written down once it is loaded.
    const { fingerprint: _, size: __, ...rest } = locatedIn(entry, file);
    editing.amend({ type: "setSourceEntry", name: relation, entry: rest });
    setLinks(store, [[relation, untold]]);
    await this.deps.attach([{ relation, file }]);
  }

  async reload(relation: string): Promise<void> {
    const { store } = this.deps;
    if (!this.candidates.has(relation)) {
      const handle = this.keeper.handleOf(relation);
      if (!handle) return;
      const permission = await handle.ask();
      if (permission !== "granted") {
        notify(store, "info", `${handle.name} was not read again, because the browser was not allowed to.`);
        return;
      }
      const found = await this.lookAt(relation);
      if (found === "gone") {
        notify(store, "warning", `${handle.name} is no longer where it was. What was loaded from it stays.`);
      }
      if (found === "same") notify(store, "info", `${handle.name} has not changed since it was loaded.`);
      if (found !== "changed") return;
    }
    await this.accept(relation);
  }

  /** When the tab is looked at again: which files changed under their sources, as far as nobody has to be asked. */
  async lookForChanges(): Promise<void> {
    const ready = this.deps.store.getState().sources.filter(({ status }) => status === "ready");
    for (const { relation } of ready) {
      const permission = await this.keeper.handleOf(relation)?.permission();
      if (permission === "granted") await this.lookAt(relation);
    }
  }

  /** Compares a source's file with what was loaded; null where there is nothing to compare. */
  private async lookAt(relation: string): Promise<"same" | "changed" | "gone" | null> {
    const { store, engine } = this.deps;
    const { notebookId } = store.getState();
    const view = store.getState().sources.find((source) => source.relation === relation);
    const loaded = view && engine.fileOf(view.id);
    const handle = this.keeper.handleOf(relation);
    const now = handle ? await handle.file().catch(goneFile) : null;
    const entry = store.getState().document.sources[relation];
    if (!handle || !loaded || !entry || store.getState().notebookId !== notebookId) return null;
    if (!now) return "gone";
    if (now.size === loaded.size && now.lastModified === loaded.lastModified) return "same";
    this.candidates.set(relation, now);
    setLinks(store, [[relation, changedLink({ ...entry, size: loaded.size }, loaded.lastModified, now)]]);
    return "changed";
  }
}

function countOfBytes(bytes: number): string {
  return `${bytes.toLocaleString("en")} bytes`;
}

function nameOfUnused(file: File | undefined, taken: ReadonlySet<File>): string[] {
  return file && !taken.has(file) ? [file.name] : [];
}

/** A file that is gone leaves its relation as it is; the next reload says so. */
function goneFile(thrown: unknown): null {
  if (thrown instanceof DOMException) return null;
  throw thrown;
}

/** The entry with the file's own name, where the one it had is another's. */
function locatedIn(entry: SourceEntry, file: File): SourceEntry {
  const isNamed = locationFileName(entry.location) === file.name;
  return isNamed ? entry : { ...entry, location: `file:${file.name}` };
}
