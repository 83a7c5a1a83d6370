import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { exitCodes, type WrittenFile } from "../../lib/batch/batchEvents.ts";
import { waitFor } from "../../lib/remote/waitFor.ts";
import { askS3 } from "../../lib/s3/askS3.ts";
import { bucketPath } from "../../lib/s3/bucketPath.ts";
import { uploadObject } from "../../lib/s3/upload/uploadObject.ts";
import { contentTypeOf } from "../../lib/writeOut/contentType.ts";
import { BatchError, orThrow, outsidePage, reasonOf } from "./BatchError.ts";
import type { BucketWay, Elsewhere } from "./elsewhere/Elsewhere.ts";
import { prepareOut, publish, stagingFolder } from "./writeOutputs.ts";

/** Where a run's files go. */
export interface BatchOutput {
  /** The folder in which they are made. */
  readonly staging: string;
  /** Where they then are, as others may be told; null for a folder of this machine. */
  readonly place: string | null;
  /** Makes sure, before anything runs, that they can be written. */
  prepare(): Promise<void>;
  /** Gives them their names, `manifest.json` last. */
  publish(files: readonly WrittenFile[], manifest: string): Promise<void>;
  /** Removes what is not published. */
  discard(): Promise<void>;
}

/**
 * @param out as `--out` says it: a folder, or `s3://bucket/prefix/`
 * @param folder private to this run, for what goes elsewhere afterwards
 */
export function outputAt(
  out: string,
  folder: string,
  elsewhere: () => Elsewhere,
  signal: AbortSignal,
): BatchOutput {
  return /^s3:\/\//i.test(out) ? bucketOutput(out, folder, elsewhere, signal) : folderOutput(out);
}

const notWritable = (out: string, thrown: unknown) =>
  new BatchError(exitCodes.usage, { message: `${out} cannot be written to: ${reasonOf(thrown)}.` });

function folderOutput(out: string): BatchOutput {
  const path = resolve(out);
  const staging = stagingFolder(path);
  return {
    staging,
    place: null,
    async prepare() {
      await prepareOut(path).catch((thrown) => {
        throw notWritable(path, thrown);
      });
    },
    publish: (files, manifest) => publish(path, staging, files, manifest),
    discard: () => rm(staging, { recursive: true, force: true }),
  };
}

/** What a store answers where there is no such object, or where it does not say whether there is. */
const nothingThere = ["404", "NoSuchKey"];
const notSaid = ["403", "AccessDenied"];

function bucketOutput(
  out: string,
  folder: string,
  elsewhere: () => Elsewhere,
  signal: AbortSignal,
): BatchOutput {
  const { bucket, key } = bucketPath(out);
  const prefix = key === "" || key.endsWith("/") ? key : `${key}/`;
  const place = `s3://${bucket}/${prefix}`;
  const manifestKey = `${prefix}manifest.json`;
  const local = join(folder, "out");
  const staging = stagingFolder(local);
  const asked = { kind: "object", key: manifestKey } as const;
  let way: BucketWay | null = null;
  let hadManifest = false;

  async function upload(key: string, body: ReadableStream<Uint8Array>, contentType: string, isNew: boolean) {
    if (!way) throw new Error("The bucket was not asked for.");
    const request = { key, body, contentType, mayOverwrite: !isNew, onProgress: () => undefined, signal };
    const written = await uploadObject(way, request, { wait: waitFor });
    if (written.ok) return;
    const { message, hint } = outsidePage(written.error);
    throw new Error(
      isNew && /^There is already/.test(message)
        ? `Another run wrote ${place}manifest.json meanwhile. Its files and those of this run may be mixed: run one of them again.`
        : [`${place} could not be written.`, message, hint].filter(Boolean).join(" "),
    );
  }

  return {
    staging,
    place,
    async prepare() {
      await prepareOut(local).catch((thrown) => {
        throw notWritable(local, thrown);
      });
      way = orThrow(await elsewhere().way(bucket, { mayWrite: true }), exitCodes.usage);
      if (way.connection.access.kind === "anonymous")
        throw new BatchError(exitCodes.usage, {
          message: `There are no keys to write to ${place} with.`,
          hint: "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
        });
      const found = await askS3(way, asked, { method: "HEAD", signal });
      hadManifest = found.ok;
      if (!found.ok && ![...nothingThere, ...notSaid].includes(found.error.s3Code))
        throw new BatchError(exitCodes.usage, outsidePage(found.error));
    },
    async publish(files, manifest) {
      if (!way) throw new Error("The bucket was not asked for.");
      try {
        const gone = await askS3(way, asked, { method: "DELETE", signal });
        const mayStay = !hadManifest && !gone.ok && [...nothingThere, ...notSaid].includes(gone.error.s3Code);
        if (!gone.ok && !mayStay)
          throw new Error(`The manifest at ${place} cannot be replaced. ${gone.error.message}`);
        for (const { file } of files) {
          const body = Readable.toWeb(createReadStream(join(staging, file))) as ReadableStream<Uint8Array>;
          await upload(prefix + file, body, contentTypeOf(file), false);
        }
        // Nobody else may have written one since the old one went.
        await upload(manifestKey, new Blob([manifest]).stream(), "application/json", true);
      } catch (thrown) {
        if (!signal.aborted) throw thrown;
        const message = `Stopped while ${place} was written: some of its files may be new, and it has no manifest.`;
        throw new BatchError(exitCodes.stopped, { message });
      }
    },
    discard: () => rm(local, { recursive: true, force: true }),
  };
}

/** Writes the marker or other small text at a key; null, or why it is not there. */
export async function putText(
  way: BucketWay,
  key: string,
  text: string,
  signal: AbortSignal,
): Promise<string | null> {
  const body = new Blob([text]).stream();
  const request = { key, body, contentType: "application/json", mayOverwrite: true, signal };
  const written = await uploadObject(way, { ...request, onProgress: () => undefined }, { wait: waitFor });
  if (written.ok) return null;
  const { message, hint } = outsidePage(written.error);
  return [message, hint].filter(Boolean).join(" ");
}
