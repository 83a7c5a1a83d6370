import type {
  EngineApi,
  EngineError,
  FilePart,
  Outcome,
  Receipt,
  SourceEvent,
  SourcePart,
  SourceRequest,
} from "../engine/protocol.ts";
import { isInBucket } from "../relink/isInBucket.ts";
import type { CellRuns } from "../run/lazyRunner.ts";
import type { AppStore } from "./appStore.ts";
import { notify } from "./notices.ts";
import type { EngineConnection, Platform } from "./platform.ts";
import { fileNameOf } from "./sources/missingSource.ts";
import type { SourceView } from "./state.ts";

/** What a source is made from: a file, or with `parts` many, of which `file` is the first. */
export interface SourceFiles {
  file: File;
  parts?: readonly SourcePart[];
}

/** Files on their way to a relation. */
export interface NamedFiles extends SourceFiles {
  relation: string;
}

/**
 * The engine's life: started with the page, replaced when it dies. It is disposable: the notebook's text and the
 * files that sources came from are kept here, so a new engine is brought to where the old one was.
 */
export class EngineLife {
  private connection: EngineConnection;
  private started: Promise<void>;
  /** Files of the current notebook's sources, by source id. */
  private readonly files = new Map<number, SourceFiles & { location: string }>();
  /** Files of sources that were dropped, by location, for an undo; the next notebook does not see them. */
  private readonly formerFiles = new Map<string, SourceFiles>();
  private nextSourceId = 1;
  private hasRun = false;
  /** Loads under way: a cell that runs now reads what they make. */
  private readonly loading = new Set<Promise<unknown>>();

  constructor(
    private readonly platform: Platform,
    private readonly store: AppStore,
  ) {
    this.connection = platform.connectEngine();
    this.started = this.begin(this.connection);
  }

  get api(): EngineApi {
    return this.connection.api;
  }

  /** Told before cells run: from now on the engine may hold what they made. */
  willRun(): void {
    this.hasRun = true;
  }

  /** Settles when the engine has started, or failed to, and all files given to it so far are loaded. */
  async ready(): Promise<void> {
    await this.started;
    while (this.loading.size > 0) await Promise.all(this.loading);
  }

  private async begin(connection: EngineConnection): Promise<void> {
    void connection.died.then((error) => {
      if (connection === this.connection) this.store.setState({ engine: { status: "crashed", error } });
    });
    const answer = await connection.api.start({ baseUrl: this.platform.baseUrl, zones: null });
    if (connection !== this.connection) return;
    if (answer.ok) {
      const { notices, ...info } = answer.value;
      this.store.setState({ engine: { status: "ready", ...info } });
      for (const notice of notices) notify(this.store, "info", notice);
    } else if (answer.error.code !== "crashed")
      this.store.setState({ engine: { status: "failed", error: answer.error } });
  }

  /** A call came back as crashed: DuckDB is gone, though the engine's worker may live. */
  showCrash(error: EngineError): void {
    // While a new engine starts, reports of the old one's end are no news.
    if (this.store.getState().engine.status !== "ready") return;
    this.connection.kill();
    this.store.setState({ engine: { status: "crashed", error } });
  }

  async refreshInfo(): Promise<void> {
    if (this.store.getState().engine.status !== "ready") return;
    const { notices: _told, ...info } = await this.api.info();
    if (info.duckdb !== "") this.store.setState({ engine: { status: "ready", ...info } });
  }

  /** Replaces the engine and attaches the sources again; the cells that had results are stale. */
  async restart(runner: CellRuns): Promise<void> {
    this.replace();
    runner.forgetResults();
    const again = this.store
      .getState()
      .sources.filter((source) => this.files.has(source.id) && source.status !== "stopped");
    const sources = again.map(({ id, relation }) => ({ id, relation }));
    await this.whileLoading(this.started.then(() => this.load(sources)));
  }

  private replace(): void {
    this.connection.kill();
    this.store.setState({ engine: { status: "starting" }, relations: [] });
    this.connection = this.platform.connectEngine();
    this.started = this.begin(this.connection);
  }

  /** Adds files as sources under the given relation names; answers their receipts. */
  async add(given: readonly NamedFiles[]): Promise<Receipt[]> {
    const { document, sources } = this.store.getState();
    const replaced = sources.filter((source) => given.some(({ relation }) => relation === source.relation));
    for (const { id } of replaced) this.letGo(id);
    const requests = given.map(({ relation, file, ...rest }) => {
      const id = this.nextSourceId++;
      const location = document.sources[relation]?.location ?? `file:${file.name}`;
      this.files.set(id, { file, ...rest, location });
      return loadingView(id, relation, { file, ...rest }, location);
    });
    this.store.setState((state) => ({
      sources: [...state.sources.filter(({ id }) => !replaced.some((other) => other.id === id)), ...requests],
    }));
    return this.whileLoading(this.started.then(() => this.load(requests)));
  }

  /** Work that ends in sources: cells that run meanwhile wait for it. */
  async whileLoading<T>(load: Promise<T>): Promise<T> {
    const entry = load.catch(() => undefined);
    this.loading.add(entry);
    return load.finally(() => this.loading.delete(entry));
  }

  private async load(sources: readonly { id: number; relation: string }[]): Promise<Receipt[]> {
    const { document } = this.store.getState();
    const requests = sources.flatMap(({ id, relation }): SourceRequest[] => {
      const found = this.files.get(id);
      if (!found) return [];
      const { file, parts } = found;
      const { format, options, location = "" } = document.sources[relation] ?? {};
      const how = { ...(format && { format }), ...(options && { options }) };
      if (location.includes("://")) Object.assign(how, { location });
      return [{ id, relation, file, ...(parts && { parts: [...parts] }), ...how }];
    });
    if (requests.length === 0) return [];
    const ids = new Map(requests.map((request) => [request.relation, request.id]));
    const change = (relation: string, apply: (view: SourceView) => SourceView) => {
      const id = ids.get(relation);
      this.store.setState((state) => ({
        sources: state.sources.map((source) => (source.id === id ? apply(source) : source)),
      }));
    };
    const receipts = await this.api.addSources(requests, (event) =>
      change(relationOf(event), showEvent(event)),
    );
    for (const receipt of receipts) change(receipt.source, showEvent({ type: "receipt", receipt }));
    await this.refreshInfo();
    return receipts;
  }

  /** The relations that a file can give. */
  async inspect(file: File): Promise<Outcome<FilePart[]>> {
    await this.started;
    return this.api.inspect(file);
  }

  /** Stops the load of a source; its receipt follows from the load itself. */
  async stopLoad(relation: string): Promise<void> {
    await this.started;
    await this.api.cancelSource(relation);
  }

  /** Forgets a source, its file and its relation. */
  async drop(relation: string): Promise<void> {
    const source = this.store.getState().sources.find((candidate) => candidate.relation === relation);
    if (!source) return;
    this.letGo(source.id);
    this.store.setState((state) => ({ sources: state.sources.filter((other) => other.id !== source.id) }));
    await this.api.dropSource(relation);
  }

  /** Remembers a source's files for an undo. */
  private letGo(id: number): void {
    const found = this.files.get(id);
    const files = this.filesOf(id);
    if (found && files) this.formerFiles.set(found.location, files);
    this.files.delete(id);
  }

  /**
   * Leaves the notebook. Once cells have run, the next one, perhaps a stranger's, gets an engine of its own: SQL can put
   * things where no list of ours finds them, such as variables, prepared statements and transactions.
   */
  async leave(): Promise<void> {
    const { hasRun } = this;
    this.hasRun = false;
    this.store.setState({ relations: [] });
    if (hasRun) {
      this.files.clear();
      this.store.setState({ sources: [] });
      this.replace();
    } else {
      for (const { relation } of this.store.getState().sources) await this.drop(relation);
    }
    // Last: dropping a source remembers its file.
    this.formerFiles.clear();
  }

  /** What a source is made from, to load it again under another name. */
  filesOf(id: number): SourceFiles | null {
    const found = this.files.get(id);
    return found ? { file: found.file, ...(found.parts && { parts: found.parts }) } : null;
  }

  /** The one file behind a source; null where it is not here, or the source is made from many. */
  fileOf(id: number): File | null {
    const found = this.files.get(id);
    return found && !found.parts ? found.file : null;
  }

  /** What a source that this notebook has or had was made from, by its location; null where there was none. */
  formerOf(location: string): SourceFiles | null {
    const here = [...this.files].find(([, found]) => found.location === location);
    return here ? this.filesOf(here[0]) : (this.formerFiles.get(location) ?? null);
  }

  /** Says that something did not work because the engine is not there. */
  explainAbsence(): void {
    notify(this.store, "error", "The engine is not running. Restart it from the toolbar.");
  }
}

function relationOf(event: SourceEvent): string {
  return event.type === "receipt" ? event.receipt.source : event.relation;
}

function loadingView(id: number, relation: string, files: SourceFiles, location: string): SourceView {
  const { file, parts } = files;
  const bytesTotal = parts ? parts.reduce((sum, part) => sum + part.file.size, 0) : file.size;
  const progress = { bytesDone: 0, bytesTotal, rowsDone: 0 };
  const name = parts || isInBucket(location) ? fileNameOf(location) : file.name;
  return { id, file: name, relation, status: "loading", columns: [], receipt: null, progress };
}

function showEvent(event: SourceEvent): (view: SourceView) => SourceView {
  switch (event.type) {
    case "ready":
      return (view) => ({ ...view, status: "ready", columns: event.columns, receipt: event.receipt });
    case "progress": {
      const { bytesDone, bytesTotal, rowsDone } = event;
      return (view) => ({ ...view, progress: { bytesDone, bytesTotal, rowsDone } });
    }
    case "receipt": {
      const { error, stopped } = event.receipt;
      const status = stopped ? "stopped" : error === null ? "ready" : "failed";
      return (view) => ({ ...view, status, receipt: event.receipt, progress: null });
    }
  }
}
