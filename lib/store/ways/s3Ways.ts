import type { EngineError, Outcome } from "../../engine/protocol.ts";
import type { Connection, Credentials } from "../../s3/connection.ts";
import type { S3, S3Object, S3Page } from "../../s3/s3.ts";
import { addS3, type S3Request, type S3Watch } from "./addS3.ts";
import { attachS3, missingInBuckets } from "./attachS3.ts";
import { reachAddresses } from "./reachAddresses.ts";
import type { WaysDeps } from "./waysIn.ts";

/** Buckets, for the open notebook. Secrets pass through and are kept by nothing here. */
export interface S3Ways {
  /** All connections of this page and device, by name, and which of them this notebook was given. */
  connections(): Promise<{ all: readonly Connection[]; given: readonly string[] }>;
  /** Adds or replaces a connection; `credentials` null keeps the key it has. */
  save(connection: Connection, credentials: Credentials | null): Promise<Outcome<void>>;
  remove(name: string): Promise<void>;
  /** Tries a connection out, step by step, before it is saved too. */
  test: S3["diagnose"];
  /** Gives this notebook a connection: from now on it may read through it. */
  give(name: string): Promise<void>;
  list(
    connection: string,
    request: { prefix: string; after: string | null; signal: AbortSignal },
  ): Promise<Outcome<S3Page>>;
  /** The objects that a pattern of keys names. */
  match(address: string, signal: AbortSignal): Promise<Outcome<readonly S3Object[]>>;
  /** Adds objects to the notebook; answers why that did not work, else null. */
  add(request: S3Request, watch: S3Watch): Promise<EngineError | null>;
  /** Attaches the sources of buckets that are missing, as far as this notebook's connections reach them. */
  attachMissing(): Promise<void>;
  /** Makes sources of what a cell's SQL reads from buckets; answers why the cell cannot run, else null. */
  reach(sql: string, signal: AbortSignal): Promise<EngineError | null>;
}

/** Buckets over the commands that add files. */
export function createS3Ways(deps: WaysDeps): S3Ways {
  const { store, engine, platform } = deps;
  const notebookId = () => store.getState().notebookId;
  return {
    async connections() {
      const s3 = await platform.s3();
      return { all: await s3.connections(), given: s3.bound(notebookId()) };
    },
    save: async (connection, credentials) => (await platform.s3()).save(connection, credentials),
    remove: async (name) => (await platform.s3()).remove(name),
    test: async (...args) => (await platform.s3()).diagnose(...args),
    async give(name) {
      (await platform.s3()).bind(notebookId(), name);
    },
    list: async (connection, request) => (await platform.s3()).list(notebookId(), connection, request),
    match: async (address, signal) => (await platform.s3()).expand(notebookId(), address, signal),
    add: (request, watch) => addS3(deps, request, watch),
    async attachMissing() {
      // A notebook from elsewhere gets nothing before it may run.
      if (store.getState().origin === "own")
        await engine.whileLoading(attachS3(deps, missingInBuckets(deps)));
    },
    reach: (sql, signal) => reachAddresses(deps, sql, signal),
  };
}
