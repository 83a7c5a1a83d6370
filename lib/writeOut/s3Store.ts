import type { EngineError } from "../engine/protocol.ts";
import { IngestError } from "../ingest/types.ts";
import { askS3, type S3Way } from "../s3/askS3.ts";
import { headObject } from "../s3/headObject.ts";
import { tryAgain, type Wait } from "../s3/upload/tryAgain.ts";
import { uploadObject } from "../s3/upload/uploadObject.ts";
import { contentTypeOf } from "./contentType.ts";
import { listedPaths } from "./listedPaths.ts";
import { notAsWritten, type OutStore } from "./outStore.ts";
import { Sha256 } from "./sha256.ts";

export interface S3Target {
  /** Keys are this and the path. */
  prefix: string;
  overwrite: boolean;
  wait: Wait;
  /** Ends the upload under way, which then fails; what is taken back is taken back all the same. */
  signal?: AbortSignal;
  bytesOfPart?: number;
}

const said = ({ message, hint }: EngineError) => new IngestError(hint ? `${message} ${hint}` : message);

/**
 * A bucket: each file is an object, uploaded in parts while it is written, which the store shows only once it is whole.
 * What was uploaded is deleted where the run fails, but for objects that took the place of others.
 */
export function s3Store(way: S3Way, { prefix, overwrite, wait, signal, bytesOfPart }: S3Target): OutStore {
  const made: string[] = [];
  const replaced: string[] = [];
  /** Keys whose store has told their SHA-256. */
  const known = new Set<string>();
  /** Ends the upload under way. */
  let giveUp: () => Promise<void> = async () => undefined;
  return {
    async open(path) {
      const key = prefix + path;
      const wasThere = overwrite && (await headObject(way, key)).ok;
      const stop = new AbortController();
      // Of no length of its own: what is written waits until the upload takes it.
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      const uploading = uploadObject(
        way,
        {
          key,
          body: readable,
          contentType: contentTypeOf(path),
          mayOverwrite: overwrite,
          onProgress: () => undefined,
          signal: signal ? AbortSignal.any([stop.signal, signal]) : stop.signal,
        },
        { wait, ...(bytesOfPart === undefined ? {} : { bytesOfPart }) },
      );
      /** Its own failure says more than that its stream was given up. */
      const orFailed = async (work: Promise<void>) => {
        try {
          await work;
        } catch (thrown) {
          const outcome = await uploading;
          throw outcome.ok ? thrown : said(outcome.error);
        }
      };
      giveUp = async () => {
        stop.abort();
        await writer.abort().catch(() => undefined);
        await uploading;
      };
      return {
        write: (chunk) => orFailed(writer.write(chunk)),
        async close() {
          await orFailed(writer.close());
          const outcome = await uploading;
          if (!outcome.ok) throw said(outcome.error);
          giveUp = async () => undefined;
          (wasThere ? replaced : made).push(key);
          if (outcome.value.isHashed) known.add(key);
        },
        abort: giveUp,
      };
    },
    async check({ file, bytes, sha256 }, onBytes) {
      const key = prefix + file;
      // The store's own checksum of what it has was compared when it was uploaded.
      if (known.has(key)) return onBytes(bytes);
      const asked = await tryAgain(() => askS3(way, { kind: "object", key }), wait);
      if (!asked.ok) throw said(asked.error);
      const hash = new Sha256();
      const reader = asked.value.body?.getReader();
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) break;
        hash.update(part.value);
        onBytes(part.value.byteLength);
      }
      if (hash.hex() !== sha256) throw new IngestError(notAsWritten(key));
    },
    finish: async () => null,
    async undo() {
      // An engine that died has neither closed nor ended it.
      await giveUp();
      const left: string[] = [];
      for (const key of made) {
        const gone = await tryAgain(() => askS3(way, { kind: "object", key }, { method: "DELETE" }), wait);
        if (!gone.ok) left.push(key);
      }
      const told = [
        ...(left.length > 0 ? [`The store did not let these be deleted again: ${listedPaths(left)}.`] : []),
        ...(replaced.length > 0 ? [`These were replaced by then: ${listedPaths(replaced)}.`] : []),
      ];
      return told.join(" ");
    },
  };
}
