import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { EngineError, Outcome, SourcePart } from "../../../lib/engine/protocol.ts";
import type { SourceEntry } from "../../../lib/notebook/document.ts";
import { explainStatus } from "../../../lib/remote/explainStatus.ts";
import { RemoteFile } from "../../../lib/remote/RemoteFile.ts";
import { refusalHeader } from "../../../lib/remote/refusalHeader.ts";
import { remoteFileName } from "../../../lib/remote/remoteFileName.ts";
import { plainOutcome } from "../../../lib/s3/askS3.ts";
import { bucketPath } from "../../../lib/s3/bucketPath.ts";
import { expandKeys } from "../../../lib/s3/expandKeys.ts";
import { headObject } from "../../../lib/s3/headObject.ts";
import { bucketFiles } from "../../../lib/store/ways/bucketFiles.ts";
import type { OpenedSource } from "../batchSources.ts";
import { openDiskFile } from "../diskFile.ts";
import type { Elsewhere } from "./Elsewhere.ts";

/** What is fetched whole is fetched by so many requests at a time. */
const fetchedAtOnce = 4;

const failed = (message: string, hint: string): Outcome<never> => ({
  ok: false,
  error: { code: "file", message, hint },
});

/**
 * The files of a source elsewhere, by an `s3://` pattern or an `https://` address. Parquet stays there and is read by the
 * columns and row groups that are needed; all else is fetched into `folder` first.
 */
export async function openElsewhere(
  elsewhere: Elsewhere,
  { location, format }: SourceEntry,
  folder: string,
  signal: AbortSignal,
): Promise<Outcome<OpenedSource>> {
  await mkdir(folder, { recursive: true });
  const staysThere = (name: string) =>
    format === "parquet" || (format === undefined && /\.(parquet|parq|pq)$/i.test(name));
  if (/^https?:/i.test(location)) return openUrl(elsewhere, new URL(location), folder, staysThere, signal);
  if (!/^s3:/i.test(location))
    return failed(`${location} is of a store that eider run cannot read.`, "Give it by https:// or s3://.");
  return openBucket(elsewhere, location, folder, staysThere, signal);
}

async function openBucket(
  elsewhere: Elsewhere,
  location: string,
  folder: string,
  staysThere: (name: string) => boolean,
  signal: AbortSignal,
): Promise<Outcome<OpenedSource>> {
  const { bucket, key: pattern } = bucketPath(location);
  const opened = await elsewhere.way(bucket, { mayWrite: false });
  if (!opened.ok) return opened;
  const way = opened.value;
  const s3: Parameters<typeof bucketFiles>[0]["s3"] = {
    expand: async () => plainOutcome(await expandKeys(way, pattern, signal)),
    async file(_, __, object) {
      const known =
        object.etag === null
          ? plainOutcome(await headObject(way, object.key, signal))
          : ({ ok: true, value: object } as const);
      if (!known.ok) return known;
      const { key, sizeBytes, etag, modifiedMs } = known.value;
      const ref = { name: key.split("/").at(-1) ?? key, sizeBytes, etag, modifiedMs };
      return { ok: true, value: new RemoteFile({ ...ref, address: way.addressOf(key) }) };
    },
  };
  // A folder is all that lies in it.
  const whole = pattern === "" || pattern.endsWith("/") ? `${location.replace(/\/?$/, "/")}**` : location;
  const found = await bucketFiles({ s3, notebookId: "", connection: "", signal }, whole);
  if (!found.ok) return found;
  const { file, parts } = found.value;
  const given = parts ?? [{ path: file.name, file }];
  if (given.every(({ file }) => staysThere(file.name)))
    return { ok: true, value: { file, ...(parts && { parts: [...parts] }) } };
  const fetched = await fetchAll(elsewhere, given, folder, signal);
  if (!fetched.ok) return fetched;
  const [first] = fetched.value;
  if (!first) return failed(`There is no object at ${location}.`, "Capitals count in keys.");
  return { ok: true, value: { file: first.file, ...(parts && { parts: fetched.value }) } };
}

async function openUrl(
  elsewhere: Elsewhere,
  url: URL,
  folder: string,
  staysThere: (name: string) => boolean,
  signal: AbortSignal,
): Promise<Outcome<OpenedSource>> {
  const name = remoteFileName(url);
  const address = elsewhere.addressOf(url);
  if (staysThere(name)) {
    const head = await elsewhere.ask(address, { method: "HEAD", signal });
    const { headers } = head;
    const size = Number(headers.get("content-length") ?? "");
    const etag = headers.get("etag");
    // Without a word for its state nobody would see that it was changed between two requests.
    if (head.ok && size > 0 && etag !== null && headers.get("accept-ranges") === "bytes") {
      const modifiedMs = Date.parse(headers.get("last-modified") ?? "") || 0;
      return {
        ok: true,
        value: { file: new RemoteFile({ name, sizeBytes: size, address, etag, modifiedMs }) },
      };
    }
  }
  const fetched = await fetchFile(elsewhere, { address, name, host: url.host }, join(folder, "0"), signal);
  return fetched.ok ? { ok: true, value: { file: fetched.value } } : fetched;
}

/** The same parts on this disk. */
async function fetchAll(
  elsewhere: Elsewhere,
  parts: readonly SourcePart[],
  folder: string,
  signal: AbortSignal,
): Promise<Outcome<SourcePart[]>> {
  const local: SourcePart[] = [];
  const failures: Outcome<never>[] = [];
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  let next = 0;
  const work = async () => {
    while (failures.length === 0 && next < parts.length) {
      const index = next++;
      const part = parts[index];
      if (!(part?.file instanceof RemoteFile)) return;
      const { address, name } = part.file.ref;
      const done = await fetchFile(
        elsewhere,
        { address, name, host: "the bucket" },
        join(folder, String(index)),
        either,
      );
      if (done.ok) local[index] = { ...part, file: done.value };
      else {
        failures.push(done);
        own.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: fetchedAtOnce }, work));
  signal.throwIfAborted();
  return failures[0] ?? { ok: true, value: local };
}

/** Fetches what lies at an address into a file of this disk, as it comes. */
async function fetchFile(
  elsewhere: Elsewhere,
  { address, name, host }: { address: string; name: string; host: string },
  path: string,
  signal: AbortSignal,
): Promise<Outcome<File>> {
  let response: Response;
  try {
    response = await elsewhere.ask(address, { signal });
    if (!response.ok || response.status === 206 || response.body === null)
      return { ok: false, error: await refusalOf(response, host) };
    const announced = response.headers.get("content-length");
    await pipeline(Readable.fromWeb(response.body as never), createWriteStream(path), { signal });
    const file = await openDiskFile(path, name);
    if (announced !== null && Number(announced) !== file.size)
      return failed(`${name} broke off at byte ${file.size.toLocaleString("en")}.`, "Try again later.");
    return { ok: true, value: file };
  } catch (thrown) {
    signal.throwIfAborted();
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return failed(`${name} could not be fetched from ${host}: ${why}.`, "Try again later.");
  }
}

async function refusalOf(response: Response, host: string): Promise<EngineError> {
  const other = explainStatus(response.status, host);
  if (!response.headers.has(refusalHeader)) {
    void response.body?.cancel();
    return { ...other, hint: "Compare the address with where you found it." };
  }
  const body: unknown = await response.json().catch(() => null);
  const { error, hint }: { error?: unknown; hint?: unknown } = typeof body === "object" && body ? body : {};
  if (typeof error !== "string") return other;
  return { code: "file", message: error, ...(typeof hint === "string" && { hint }) };
}
