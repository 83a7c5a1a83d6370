import type { SourceRequest } from "../../../lib/engine/protocol.ts";
import { detectCodec } from "../../../lib/ingest/compression/detectCodec.ts";
import { detectHead, headOf } from "../../../lib/ingest/detectFile.ts";
import { RemoteFile } from "../../../lib/remote/RemoteFile.ts";
import { loadRemoteParquet, type RemoteInput, type RemoteLoad } from "./loadRemoteParquet.ts";
import { wholeFile } from "./wholeFile.ts";

/** Loads Parquet files that are elsewhere by their footers; null where not all are, or some are no Parquet files. */
export async function loadAsRemote(load: RemoteLoad): ReturnType<typeof loadRemoteParquet> {
  const { file, parts, format, options } = load.request;
  const given = parts ?? [{ path: file.name, file }];
  const inputs = given.flatMap(({ path, file }): RemoteInput[] =>
    file instanceof RemoteFile ? [{ path, file }] : [],
  );
  const isTold =
    format === "parquet" ||
    (format === undefined && inputs.every(({ path }) => /\.(parquet|parq|pq)$/i.test(path)));
  const isAll = inputs.length === given.length && options?.members === undefined;
  if (!isAll || (format !== undefined && format !== "parquet")) return null;
  if (!isTold && !(await looksLikeParquet(inputs))) return null;
  return loadRemoteParquet(load, inputs);
}

/** Where names do not tell, the first file's first bytes do; that they all end as Parquet does is looked at later. */
async function looksLikeParquet([first]: readonly RemoteInput[]): Promise<boolean> {
  if (!first) return false;
  const head = await headOf(new File([await first.file.read(0, 64 << 10)], first.file.name));
  return detectHead(head, {}).format === "parquet";
}

/** A larger text stays at its host, and each query reads of it what it needs. */
const streamedBytes = 200_000_000;

/**
 * The request with its files fetched whole, as all formats need that are read from end to end; but for a plain text larger
 * than `mostBytes`, which DuckDB reads by ranges.
 */
export async function fetchedRequest(
  { request, signal, onEvent }: Pick<RemoteLoad, "request" | "signal" | "onEvent">,
  mostBytes = streamedBytes,
): Promise<SourceRequest> {
  const { file, parts, relation } = request;
  if (!parts && file instanceof RemoteFile && file.size > mostBytes && (await isPlainText(request)))
    return request;
  const all = parts ? parts.map((part) => part.file) : [file];
  const bytesTotal = all.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  const fetched = async (one: File): Promise<File> => {
    if (!(one instanceof RemoteFile)) return one;
    const local = await wholeFile(one, {
      signal,
      onProgress: (done) =>
        onEvent({ type: "progress", relation, bytesDone: before + done, bytesTotal, rowsDone: 0 }),
    });
    before += local.size;
    return local;
  };
  if (!parts) return { ...request, file: await fetched(file) };
  const local: typeof parts = [];
  for (const part of parts) local.push({ ...part, file: await fetched(part.file) });
  return { ...request, parts: local, file: local[0]?.file ?? file };
}

async function isPlainText({ file, format, options }: SourceRequest): Promise<boolean> {
  const head = await headOf(file);
  if (head.compressed || detectCodec(head.bytes.subarray(0, 18)).codec !== "none") return false;
  const { encoding } = options ?? {};
  const found = detectHead(head, { format, encoding: typeof encoding === "string" ? encoding : undefined });
  return (found.format === "csv" || found.format === "tsv") && found.charset?.label === "utf-8";
}
