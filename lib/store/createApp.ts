import { isInBucket } from "../relink/isInBucket.ts";
import { LazyRunner } from "../run/lazyRunner.ts";
import { withScratch } from "../run/withScratch.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { type AppStore, createAppStore } from "./appStore.ts";
import { createAutosave } from "./autosave.ts";
import type { AppCommands, RowSource } from "./commands.ts";
import { createDataCommands } from "./dataCommands.ts";
import { Editing, relationNameFor } from "./documentCommands.ts";
import { createEiderObject, type Eider } from "./eiderObject.ts";
import { EngineLife } from "./engineLife.ts";
import type { Keeping } from "./keeping/keeping.ts";
import { lazyKeeping } from "./keeping/lazyKeeping.ts";
import { createNotebookCommands } from "./notebookCommands.ts";
import { dismiss, notify } from "./notices.ts";
import { type Address, openAddress } from "./openAddress.ts";
import { lazyOuts } from "./out/lazyOuts.ts";
import type { Platform } from "./platform.ts";
import { createRowSource } from "./rowSource.ts";
import { createRunCommands } from "./runCommands.ts";
import { cellById } from "./selectors.ts";
import { followSources } from "./sources/followSources.ts";
import { createRelinkCommands } from "./sources/relinkCommands.ts";

export interface App {
  store: AppStore;
  commands: AppCommands;
  rows: RowSource;
  eider: Eider;
  /** Adds a file that comes with the app to the notebook. */
  addSample(name: string): Promise<void>;
  /** Opens what the address asks for: a link's notebook, a stored one, or the welcome notebook. */
  begin(address: Address): Promise<void>;
}

/** The whole application without its face: state, commands and the engine behind them. */
export function createApp(platform: Platform): App {
  const store = createAppStore();
  const engine = new EngineLife(platform, store);
  let sandbox: Promise<Sandbox> | null = null;
  const sandboxOnce = () => {
    sandbox ??= platform.createSandbox();
    return sandbox;
  };
  const runner = new LazyRunner({
    store: withScratch(store),
    engine: () => engine.api,
    sandbox: sandboxOnce,
    stopSandboxed: async (runId) => (await sandbox)?.stop(runId),
    onUnstoppable: () => {
      notify(
        store,
        "warning",
        "The engine did not stop in time, so it was restarted. Cells that had results are stale.",
      );
      void engine.restart(runner);
    },
    onCrash: (error) => engine.showCrash(error),
    unasked: async (run) => {
      engine.willRun();
      await run();
      void engine.refreshInfo();
    },
    commands: () => commands,
    s3: platform.s3,
    reach: async (...args) => (await data.waysIn()).s3.reach(...args),
    packages: async (...args) => (await data.waysIn()).packages.fetch(...args),
    writeOut: async (...args) => (await outs.load()).write(...args),
  });
  const outs = lazyOuts({ platform, store, engine });
  /** What the SQL that a cell stands for is made with. */
  const scripting = {
    store,
    engine: () => engine.api,
    sandbox: sandboxOnce,
    values: () => runner.valuesNow(),
  };
  const markReadersStale = (relations: readonly string[]) => runner.markReadersOfStale(relations);
  const autosave = createAutosave(platform, store, () => notebooks.tabs);
  const editing = new Editing(
    store,
    () => runner,
    // What was found out about the files is no reason to take a notebook from the tab that writes it.
    (isFound) => {
      if (!isFound || store.getState().writable) autosave.saveSoon();
    },
    (before) => followSources({ store, engine, markReadersStale }, before),
  );
  const keeping = lazyKeeping({ platform, store, editing });
  // Where its code cannot be fetched nothing is kept, and all else goes on.
  const keep = (tell: (kept: Keeping) => void) => void keeping().then(tell, () => undefined);
  const data = createDataCommands({
    platform,
    store,
    engine,
    editing,
    markReadersStale,
  });

  const relinking = createRelinkCommands({
    platform,
    store,
    engine,
    editing,
    attach: async (files) => {
      await data.attach(files);
    },
  });

  /** Samples come with the app from its own origin, so they need nobody's leave. */
  async function attachSamples(): Promise<void> {
    const { notebookId, document, sources } = store.getState();
    const wanted = Object.entries(document.sources).filter(
      ([name, { location }]) =>
        location.startsWith("sample:") &&
        sources.some((source) => source.relation === name && source.status === "missing"),
    );
    const found = await Promise.all(
      wanted.map(async ([relation, { location }]) => {
        const file = await sampleFile(location.slice(7));
        return file ? [{ relation, file }] : [];
      }),
    );
    // Another notebook may have been opened meanwhile.
    const files = found.flat();
    if (files.length === 0 || store.getState().notebookId !== notebookId) return;
    data.receipts.push(...(await engine.add(files)));
  }

  async function sampleFile(name: string): Promise<File | null> {
    try {
      return await platform.fetchSample(name);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      notify(store, "error", `The sample data "${name}" could not be read: ${why}`);
      return null;
    }
  }

  /** Everything that needs no question: the app's samples, and files that this device kept for this notebook. */
  async function attachKept(): Promise<void> {
    await Promise.all([attachSamples(), relinking.restore(), attachBuckets()]);
  }

  /** What is in buckets that this notebook was given a connection to. */
  async function attachBuckets(): Promise<void> {
    const { sources } = store.getState().document;
    if (Object.values(sources).some(({ location }) => isInBucket(location)))
      await (await data.waysIn()).s3.attachMissing();
  }

  let probing: Promise<boolean> | null = null;
  /** Whether this host closes foreign code in; looked at once, and again where it did not answer. */
  function wallsStand(): Promise<boolean> {
    probing ??= platform.wallsStand().then(
      (stand) => {
        store.setState({ walls: stand ? "standing" : "missing" });
        return stand;
      },
      () => {
        probing = null;
        return false;
      },
    );
    return probing;
  }

  /** Code from elsewhere runs only between walls; says so where there are none. */
  async function mayRun(): Promise<boolean> {
    if (await wallsStand()) return true;
    const { refuseWithoutWalls } = await import("./opening/refuseWithoutWalls.ts");
    refuseWithoutWalls(store);
    return false;
  }

  let attaching: Promise<void> = Promise.resolve();
  const notebooks = createNotebookCommands({
    platform,
    store,
    engine,
    editing,
    runner: () => runner,
    attachKept: (after) => {
      // Loading goes on behind an open notebook; running waits for it.
      attaching = attachKept().then(after);
      return Promise.resolve();
    },
    autosave,
    offerFiles: relinking.commands.offerFiles,
    reopened: () => keep((kept) => kept.reopened()),
  });

  const running = createRunCommands({
    store,
    engine,
    runner,
    mayRun,
    attached: () => attaching,
    askWhere: async (ids) => {
      const { cells } = store.getState().document;
      const writes = cells.filter(({ id, kind }) => kind === "export" && ids.includes(id));
      return writes.length === 0 || (await outs.load()).ask(writes);
    },
  });
  const commands: AppCommands = {
    ...editing.commands,
    ...data,
    ...notebooks,
    ...relinking.commands,
    ...running,
    fixRejects: async (relation, fixes) =>
      (await import("./sources/fixRejects.ts")).fixRejects(
        { store, engine, editing, attach: data.attach },
        relation,
        fixes,
      ),
    makeDefault: async (id) => (await import("./inputCommands.ts")).makeDefault({ store, editing }, id),
    chooseFile: async (id) =>
      (await import("./inputCommands.ts")).chooseFile(
        { platform, store, engine, editing, attach: data.attach },
        id,
      ),
    turnIntoSql: async (id) =>
      (await import("./steps/turnIntoSql.ts")).turnIntoSql({ ...scripting, editing }, id),
    exportPipeline: async (form) =>
      (await import("./pipeline/exportPipeline.ts")).exportPipeline({ ...scripting, platform }, form),
    traceTools: async () => (await import("./trace/traceTools.ts")).createTraceTools(scripting),
    matchTools: async () =>
      (await import("./steps/matchTools.ts")).createMatchTools({ store, engine: () => engine.api }),
    sqlTools: async () => (await import("./sqlTools.ts")).createSqlTools({ store, editing, commands }),
    chooseOut: async (id) => {
      const cell = cellById(store.getState(), id);
      if (cell) await (await outs.load()).choose(cell);
    },
    runForeign: async () => {
      if (!(await mayRun())) return;
      store.setState({ origin: "own" });
      autosave.saveSoon();
      attaching = attachKept();
      await commands.run();
    },
    takeOver: () => notebooks.tabs.takeOver(),
    restartEngine: async (options) => {
      await engine.restart(runner);
      if (options?.runAll) await commands.run();
    },
    saveText: async (fileName, text, type) => {
      const { saveToDisk } = await import("./files/saveToDisk.ts");
      await saveToDisk({ platform, store }, fileName, async () => ({
        ok: true,
        value: new Blob([text], { type }),
      }));
    },
    chartDrawn: (id) =>
      store.setState((state) => ({ drawing: state.drawing.filter((other) => other !== id) })),
    chartAsked: (...asked) => keep((kept) => kept.chartAsked(...asked)),
    history: async () => (await keeping()).history(),
    show: (view) => store.setState({ view }),
    dismissNotice: (id) => dismiss(store, id),
  };

  async function addSample(name: string): Promise<void> {
    const file = await sampleFile(name);
    if (!file) return;
    const relation = relationNameFor(store, name, []);
    editing.apply({ type: "setSourceEntry", name: relation, entry: { location: `sample:${name}` } });
    data.receipts.push(...(await engine.add([{ file, relation }])));
  }

  return {
    store,
    commands,
    rows: createRowSource(store, engine, sandboxOnce, scripting.values),
    begin: async (address) => {
      await openAddress(address, { ...notebooks, platform, store, commands });
      // Beside all else: only the first run of foreign code waits for the answer.
      void engine.ready().then(wallsStand);
    },
    addSample,
    eider: createEiderObject({ platform, store, commands, engine, receipts: data.receipts }),
  };
}
