import {
  type EngineApi,
  type EngineError,
  noEngineInfo,
  type Outcome,
  type RunId,
} from "../../lib/engine/protocol.ts";
import { IngestError } from "../../lib/ingest/types.ts";
import { engineSetupSql, timeSetupSql } from "../../lib/sql/engineSetup.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { rewriteForEngine } from "../../lib/sql/rewriteForEngine.ts";
import { mentionsTime } from "../../lib/sql/time/mentionsTime.ts";
import { CellRelations } from "./cellRelations.ts";
import { columnStats } from "./columnStats.ts";
import { fromKept } from "./fromKept.ts";
import type { FilePreviews } from "./preview/FilePreviews.ts";
import { type Created, runCell } from "./runCell.ts";
import { selectTyped } from "./selectTyped.ts";
import { EngineSession } from "./session.ts";
import { Sources } from "./sources.ts";
import type { StartedDuckDB } from "./startedDuckDB.ts";
import { tagError } from "./tagError.ts";
import { AskedViews } from "./views/AskedViews.ts";
import { whenIdle } from "./whenIdle.ts";

const notStarted: EngineError = { code: "internal", message: "The engine has not started yet." };

/** What was put off at the start is done after this long, if no statement asked for it before and nothing is being loaded. */
const setupAtMs = 1500;

/** The engine behind the worker's door: an EngineApi over the DuckDB that `startDuckDB` starts. */
export function createEngine(startDuckDB: (baseUrl: string) => Promise<StartedDuckDB>): EngineApi {
  let session: EngineSession | null = null;
  let sources: Sources | null = null;
  let previews: FilePreviews | null = null;
  let baseUrl = "";
  /** Files looked at, for names of their own. */
  let inspected = 0;
  let starting: Promise<Outcome<EngineSession>> | null = null;
  const created: Created = new Map();
  const running = new Map<RunId, AbortController>();
  const relations = new Map<RunId, CellRelations>();
  const views = new AskedViews();

  async function boot(url: string): Promise<Outcome<EngineSession>> {
    return guarded(async () => {
      const { host, extensions, notices, ...how } = await startDuckDB(url);
      baseUrl = url;
      const later = { sql: timeSetupSql(), isNeededBy: mentionsTime };
      session = await EngineSession.open(host, engineSetupSql(how), later, { extensions, notices });
      const made = new Sources(session, baseUrl);
      sources = made;
      // By then the first cell has most likely run, or nobody is in a hurry. A failure is told by what needs it.
      whenIdle(
        () => host.finishSetup().catch(() => undefined),
        setupAtMs,
        () => made.isLoading,
      );
      return session;
    });
  }

  /** Runs `work` with the session, or answers why there is none. */
  async function withSession<T>(work: (session: EngineSession) => Promise<T>): Promise<Outcome<T>> {
    if (starting) await starting;
    const open = session;
    if (!open) return { ok: false, error: notStarted };
    return guarded(() => work(open));
  }

  function withSources<T>(
    work: (session: EngineSession, sources: Sources) => Promise<T>,
  ): Promise<Outcome<T>> {
    return withSession((open) => {
      if (!sources) throw new Error(notStarted.message);
      return work(open, sources);
    });
  }

  /** Runs `work` so that `cancel` stops it by this number. */
  async function stoppable<T>(
    runId: RunId | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const abort = new AbortController();
    if (runId !== undefined) running.set(runId, abort);
    try {
      return await work(abort.signal);
    } finally {
      if (runId !== undefined) running.delete(runId);
    }
  }

  return {
    async start(options) {
      starting ??= boot(options.baseUrl);
      const booted = await starting;
      if (!booted.ok) {
        starting = null;
        return booted;
      }
      return { ok: true, value: booted.value.startInfo() };
    },

    async info() {
      const answer = await withSession((open) => open.info());
      return answer.ok ? answer.value : noEngineInfo;
    },

    async run(request, onEvent) {
      if (starting) await starting;
      if (!session) return { ok: false, error: notStarted };
      const abort = new AbortController();
      running.set(request.runId, abort);
      try {
        return await runCell(request, {
          session,
          created,
          signal: abort.signal,
          onEvent,
          lookupFile: (path) => sources?.relationOfFile(path) ?? null,
        });
      } finally {
        running.delete(request.runId);
      }
    },

    async cancel(runId) {
      running.get(runId)?.abort();
      relations.get(runId)?.abort();
    },

    page: (resultKey, offset, limit) =>
      withSession(async (open) => {
        const view = views.page(resultKey, offset, limit);
        if (view) return view;
        const rows = open.kept.get(resultKey);
        if (!rows) throw new Error("These rows are no longer kept: the cell has run again since.");
        return open.page(rows, offset, limit);
      }),

    openView: (request) =>
      views.ask(request.viewId, (signal) =>
        withSession(async (open) => (await views.of(open)).open(request, signal)),
      ),

    valuesOf: (request) =>
      views.ask(request.viewId, (signal) =>
        withSession(async (open) => (await views.of(open)).values(request, signal)),
      ),

    async closeView(viewId) {
      views.close(viewId);
    },

    relation: (name) =>
      withSession(async (open) => {
        const columns = open.rowsOf(name)?.columns ?? (await open.describe(quoteIdentifier(name)));
        return { name, columns, rowCount: await open.rowCountOf(name) };
      }),

    relationPage: (name, offset, limit) =>
      withSession(async (open) => {
        const rows = open.rowsOf(name);
        if (rows) return open.page(rows, offset, limit);
        const query = `select * from ${quoteIdentifier(name)}`;
        return open.page(
          { columns: await open.describe(quoteIdentifier(name)), rowCount: 0, source: { query } },
          offset,
          limit,
        );
      }),

    select: (sql, maxRows, viewId) => {
      const ask = (signal?: AbortSignal) =>
        withSession((open) => selectTyped(open, rewriteForEngine(sql), maxRows, signal));
      return viewId === undefined ? ask() : views.ask(viewId, ask);
    },

    columnStats: (name, columns) => withSession((open) => columnStats(open, name, columns)),

    resultSql: (resultKey) =>
      withSession(async (open) => {
        const rows = open.kept.get(resultKey);
        if (!rows) throw new Error("These rows are no longer kept: the cell has run again since.");
        return fromKept(rows);
      }),

    checkSql: (request) =>
      withSession(async (open) => {
        const isBusy = () => running.size > 0 || relations.size > 0 || sources?.isLoading === true;
        if (isBusy()) return { isSkipped: true, errors: [], columns: null };
        const { checkSql } = await import("./checkSql.ts");
        return checkSql(open, request, (path) => sources?.relationOfFile(path) ?? null);
      }),

    inspect: (file) =>
      withSession(async (open) => {
        const { inspectFile } = await import("./inspectFile.ts");
        const { lookedAt } = await import("./remote/lookedAt.ts");
        // What only the whole file would tell, its load tells.
        const near = await lookedAt(file).catch((thrown: unknown) => {
          if (thrown instanceof IngestError) return null;
          throw thrown;
        });
        return near ? inspectFile(open, near, ++inspected) : [{ name: "", options: {} }];
      }),

    preview: (file, how) =>
      withSession(async (open) => {
        const { FilePreviews } = await import("./preview/FilePreviews.ts");
        previews ??= new FilePreviews(open, baseUrl);
        return previews.preview(file, how);
      }),

    rejectedRows: (relation, most) =>
      withSources(async (open, known) => {
        const { rejectedRows } = await import("./fixes/rejectedRows.ts");
        return rejectedRows(open, relation, known.mendersOf(relation), most);
      }),

    tryFixes: (relation, fixes) =>
      withSources(async (open, known) => {
        const { tryFixes } = await import("./fixes/tryFixes.ts");
        return tryFixes(open, known.mendersOf(relation), fixes);
      }),

    async addSources(requests, onEvent) {
      if (starting) await starting;
      if (!sources) throw new Error(notStarted.message);
      return sources.add(requests, onEvent);
    },

    async cancelSource(relation) {
      // Behind the load itself, which waits for the start too.
      if (starting) await starting;
      sources?.cancel(relation);
    },

    async dropSource(relation) {
      sources?.cancel(relation);
      await sources?.drop(relation);
    },

    async openRelations(runId, name, reads, port) {
      await withSession(async (open) => {
        const lookupFile = (path: string) => sources?.relationOfFile(path) ?? null;
        relations.set(runId, new CellRelations(open, name, reads, port, lookupFile));
      });
    },

    async closeRelations(runId, keep) {
      const open = relations.get(runId);
      relations.delete(runId);
      if (!open) return { ok: true, value: null };
      return guarded(() => open.close(keep));
    },

    exportRelation: (name, format, target, options, onProgress, runId) =>
      withSession((open) =>
        stoppable(runId, async (signal) => {
          // The writers are fetched when first needed: opening a notebook should not wait for them.
          const { exportRelation } = await import("./exportRelation.ts");
          return exportRelation(open, name, format, target, options, { onProgress, signal, baseUrl });
        }),
      ),

    writeOut: (plan, target, onProgress, runId, bucket) =>
      withSession((open) =>
        stoppable(runId, async (signal) => {
          const { writeOut } = await import("./writeOut/writeOut.ts");
          return writeOut(open, plan, target, { onProgress, signal, baseUrl, bucket });
        }),
      ),
  };
}

async function guarded<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    return { ok: false, error: tagError(thrown) };
  }
}
