import type { Outcome } from "../engine/protocol.ts";
import type { RemoteFile } from "../remote/RemoteFile.ts";
import type { S3Way } from "./askS3.ts";
import type { Connection, Credentials } from "./connection.ts";

/** An object in a bucket, as a listing tells of it. */
export interface S3Object {
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string | null;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** Up to 1,000 entries of a listing, and how to ask for those behind them. */
export interface S3Page {
  /** Prefixes one level below the asked one, each ending in "/". */
  readonly prefixes: readonly string[];
  readonly objects: readonly S3Object[];
  /** null at the end of the listing. */
  readonly next: string | null;
}

/** What was fetched for one notebook since the page was opened, as the service worker counted it. */
export interface Traffic {
  readonly requests: number;
  readonly bytes: number;
}

/** A step of the S3 doctor. `fix` is what to do about it: prose, or a policy to copy. */
export interface DoctorStep {
  readonly name: "address" | "clock" | "credentials" | "list" | "head" | "range" | "cors";
  readonly title: string;
  readonly state: "waiting" | "running" | "ok" | "failed" | "skipped";
  readonly detail: string;
  readonly fix: readonly { readonly title: string; readonly text: string; readonly isCode: boolean }[];
}

/** S3 for one page: its connections, and what a notebook may reach through them. Nothing here ever holds a secret. */
export interface S3 {
  /** All connections of this page and device, by name. */
  connections(): Promise<readonly Connection[]>;
  /** Adds or replaces a connection. `credentials` null keeps the key it has. Fails where the device refuses to keep it. */
  save(connection: Connection, credentials: Credentials | null): Promise<Outcome<void>>;
  remove(name: string): Promise<void>;

  /** Names of connections that the user gave a notebook; kept on this device under the notebook's id. */
  bound(notebookId: string): readonly string[];
  bind(notebookId: string, connection: string): void;
  /** Takes that back; settles once nothing can be read through it any more. */
  unbind(notebookId: string, connection: string): Promise<void>;
  /** The bound connection that reaches an address like `s3://bucket/key`, by bucket and longest prefix; else null. */
  connectionFor(notebookId: string, address: string): Promise<Connection | null>;

  /** One page of a listing below `prefix`; with `isFlat` all keys below it, else one level. */
  list(
    notebookId: string,
    connection: string,
    request: { prefix: string; isFlat?: boolean; after?: string | null; signal?: AbortSignal },
  ): Promise<Outcome<S3Page>>;
  /** All objects that a pattern of keys names (`s3://bucket/a/*.parquet`, also `**`, `{a,b}`, `[0-9]` and `?`), by key. */
  expand(notebookId: string, address: string, signal?: AbortSignal): Promise<Outcome<readonly S3Object[]>>;
  /** An object whose ranges are fetched as they are read. */
  file(notebookId: string, connection: string, object: S3Object): Promise<Outcome<RemoteFile>>;
  /** An object fetched whole into the browser's own keeping, a broken connection resumed where it broke. */
  fetch(
    notebookId: string,
    connection: string,
    object: S3Object,
    watch: { onProgress(doneBytes: number, totalBytes: number): void; signal: AbortSignal },
  ): Promise<Outcome<File>>;

  /** Probes a connection step by step; each change of a step is told. Works before the connection is saved. */
  diagnose(
    connection: Connection,
    credentials: Credentials | null,
    onSteps: (steps: readonly DoctorStep[]) => void,
    signal: AbortSignal,
  ): Promise<void>;

  traffic(notebookId: string): Traffic;
  /** Settles once `traffic` tells all that was fetched until now. */
  settleTraffic(notebookId: string): Promise<void>;
  /** Calls back when what a notebook fetched has changed. */
  onTraffic(call: () => void): () => void;

  /** A way to a connection on which objects may be written and deleted, until it is given back. */
  openWriting(connection: string): Promise<Outcome<{ way: S3Way; giveBack(): void }>>;

  /** Writes an object from a stream, by parts; see S3Upload. */
  upload(request: S3Upload): Promise<Outcome<S3Written>>;
}

/** An object that was written and read back. */
export interface S3Written {
  readonly etag: string;
  readonly bytes: number;
  /** How it was looked at, as a sentence. */
  readonly checked: string;
  /** Whether the store's own SHA-256 of all of it was compared. */
  readonly isHashed: boolean;
}

/** A write to a bucket. Nothing is left behind where it fails or is stopped; what it answers was read back. */
export interface S3Upload {
  readonly connection: string;
  readonly key: string;
  readonly body: ReadableStream<Uint8Array>;
  readonly contentType: string;
  /** false: an object that is already there is not touched, and that is an error. */
  readonly mayOverwrite: boolean;
  readonly onProgress: (doneBytes: number) => void;
  readonly signal: AbortSignal;
}
