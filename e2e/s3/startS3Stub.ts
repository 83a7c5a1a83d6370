import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the stub does to a request instead of answering it; `on` is what its line must match ("PUT /eider/a?uploads"). */
export type Trouble = { readonly on?: RegExp } & (
  | { readonly kind: "error"; readonly status: number; readonly code: string; readonly inside?: string }
  /** Sends this many bytes of the body and drops the connection. */
  | { readonly kind: "drop"; readonly afterBytes: number }
  /** Drops the connection without an answer, or after having done what was asked. */
  | { readonly kind: "silence"; readonly isDone?: boolean }
  | { readonly kind: "redirect"; readonly location: string }
  /** Never answers. */
  | { readonly kind: "hang" }
);

interface Options {
  /** Headers that pages may read; null where the bucket has no CORS rules. */
  exposes?: string | null;
  /** Signatures must be for this region. */
  region?: string;
  refusesHead?: boolean;
  /** Keys in one page of a listing. */
  pageSize?: number;
  /** The server's clock runs ahead of this machine's. */
  skewMs?: number;
  /** Keeps and gives back SHA-256 checksums, as AWS does. */
  hasChecksums?: boolean;
  /** Ignores If-None-Match, as older stores do. */
  ignoresConditions?: boolean;
}

/**
 * An S3 server with one bucket for what a real one does not do when asked: it takes every signature, and makes trouble
 * in the way it is told. Objects lie in `objects`, uploads under way in `uploads`, requests in `hits`.
 */
export async function startS3Stub(options: Options = {}) {
  const settings = { exposes: "*", refusesHead: false, pageSize: 1000, skewMs: 0, ...options };
  const objects = new Map<string, Buffer>();
  const checksums = new Map<string, string>();
  const uploads = new Map<string, Map<number, Buffer>>();
  const hits: string[] = [];
  /** Requests as they came, whose headers tests look at. */
  const requests: IncomingMessage[] = [];
  let troubles: Trouble[] = [];
  let hanging = 0;

  const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();
  const etagOf = (bytes: Buffer) => `"${createHash("md5").update(bytes).digest("hex")}"`;
  const fail = (response: ServerResponse, status: number, code: string, inside = "") => {
    const xml = `<?xml version="1.0"?><Error><Code>${code}</Code>${inside}</Error>`;
    response.writeHead(status, { "Content-Type": "application/xml" }).end(xml);
  };

  function answerObject(request: IncomingMessage, response: ServerResponse, key: string, body: Buffer) {
    const bytes = objects.get(key);
    const isConditional = request.headers["if-none-match"] === "*" && settings.ignoresConditions !== true;
    if (request.method === "PUT") {
      if (isConditional && bytes) return fail(response, 412, "PreconditionFailed");
      objects.set(key, body);
      checksums.set(key, sha256(body).toString("base64"));
      return response.writeHead(200, { ETag: etagOf(body) }).end();
    }
    if (request.method === "DELETE") {
      objects.delete(key);
      return response.writeHead(204).end();
    }
    if (!bytes) return fail(response, 404, "NoSuchKey");
    const wanted = request.headers["if-match"];
    if (wanted !== undefined && wanted !== etagOf(bytes)) return fail(response, 412, "PreconditionFailed");
    const headers: Record<string, string> = { ETag: etagOf(bytes), "Accept-Ranges": "bytes" };
    const checksum = checksums.get(key);
    if (settings.hasChecksums && checksum && request.headers["x-amz-checksum-mode"] === "ENABLED")
      headers["x-amz-checksum-sha256"] = checksum;
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    const from = Number(range?.[1] ?? 0);
    const to = Math.min(bytes.length - 1, range?.[2] ? Number(range[2]) : bytes.length - 1);
    if (range && from > to) return fail(response, 416, "InvalidRange");
    if (range) headers["Content-Range"] = `bytes ${from}-${to}/${bytes.length}`;
    response.writeHead(range ? 206 : 200, { ...headers, "Content-Length": to + 1 - from });
    return response.end(request.method === "HEAD" ? undefined : bytes.subarray(from, to + 1));
  }

  function answerUpload(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    key: string,
    body: Buffer,
  ) {
    if (url.searchParams.has("uploads")) {
      const id = `upload-${uploads.size + 1}`;
      uploads.set(id, new Map());
      return response.end(`<R><UploadId>${id}</UploadId></R>`);
    }
    const id = url.searchParams.get("uploadId") ?? "";
    const parts = uploads.get(id);
    if (!parts) return fail(response, 404, "NoSuchUpload");
    if (request.method === "PUT") {
      parts.set(Number(url.searchParams.get("partNumber")), body);
      return response.writeHead(200, { ETag: etagOf(body) }).end();
    }
    const isConditional = request.headers["if-none-match"] === "*" && settings.ignoresConditions !== true;
    if (request.method === "POST" && isConditional && objects.has(key))
      return fail(response, 412, "PreconditionFailed");
    uploads.delete(id);
    if (request.method === "DELETE") return response.writeHead(204).end();
    const sorted = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes);
    const whole = Buffer.concat(sorted);
    checksums.set(key, `${sha256(Buffer.concat(sorted.map(sha256))).toString("base64")}-${sorted.length}`);
    objects.set(key, whole);
    return response.end(
      `<CompleteMultipartUploadResult><ETag>${etagOf(whole)}</ETag></CompleteMultipartUploadResult>`,
    );
  }

  function answerList(response: ServerResponse, url: URL) {
    const prefix = url.searchParams.get("prefix") ?? "";
    const after = url.searchParams.get("continuation-token") ?? "";
    const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const page = keys.slice(0, settings.pageSize);
    const next =
      keys.length > page.length ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
    const contents = page.map((key) => {
      const bytes = objects.get(key) ?? Buffer.alloc(0);
      return `<Contents><Key>${encodeURIComponent(key)}</Key><LastModified>2024-01-02T03:04:05.000Z</LastModified><ETag>&quot;${etagOf(bytes).slice(1, -1)}&quot;</ETag><Size>${bytes.length}</Size></Contents>`;
    });
    response.end(
      `<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${next !== ""}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`,
    );
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? "/", "http://stub");
    const inAddress = url.searchParams.get("X-Amz-Credential");
    for (const name of [...url.searchParams.keys()])
      if (name.startsWith("X-Amz-")) url.searchParams.delete(name);
    hits.push(`${request.method} ${decodeURIComponent(url.pathname)}${url.search}`);
    requests.push(request);
    response.setHeader("Date", new Date(Date.now() + settings.skewMs).toUTCString());
    if (settings.exposes !== null) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", "*, Authorization");
      response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE");
      response.setHeader("Access-Control-Expose-Headers", settings.exposes);
    }
    if (request.method === "OPTIONS") return response.writeHead(settings.exposes === null ? 403 : 204).end();
    const hit = hits.at(-1) ?? "";
    const next = troubles.findIndex(({ on }) => !on || on.test(hit));
    const first = troubles[next];
    // What it does not take by its address it does not take by its headers either; told once, and counted once.
    const refuseAddress = (status: number, code: string, inside?: string) => {
      hits.pop();
      requests.pop();
      return fail(response, status, code, inside);
    };
    if (inAddress !== null && first?.kind === "error" && [400, 401, 403].includes(first.status))
      return refuseAddress(first.status, first.code, first.inside);
    const [trouble] = next < 0 ? [] : troubles.splice(next, 1);
    if (trouble?.kind === "error") return fail(response, trouble.status, trouble.code, trouble.inside);
    if (trouble?.kind === "redirect") return response.writeHead(307, { Location: trouble.location }).end();
    if (trouble?.kind === "hang") {
      hanging += 1;
      response.on("close", () => {
        hanging -= 1;
      });
      return;
    }
    if (trouble?.kind === "silence" && !trouble.isDone) return request.socket.destroy();
    if (trouble?.kind === "silence") {
      response.end = () => {
        request.socket.destroy();
        return response;
      };
    }
    if (trouble?.kind === "drop") {
      const end = response.end.bind(response);
      response.end = (chunk?: unknown) => {
        if (!(chunk instanceof Uint8Array)) return end();
        response.write(chunk.subarray(0, trouble.afterBytes), () =>
          setImmediate(() => request.socket.destroy()),
        );
        return response;
      };
    }
    const credential = inAddress ?? request.headers.authorization ?? "";
    const signed = /^(?:.*Credential=)?[^/]+\/\d+\/([^/]+)\//.exec(credential)?.[1];
    const refuse = inAddress === null ? fail.bind(null, response) : refuseAddress;
    if (settings.region && signed !== settings.region)
      return fail(response, 400, "AuthorizationHeaderMalformed", `<Region>${settings.region}</Region>`);
    if (settings.skewMs > 15 * 60_000)
      return refuse(
        403,
        "RequestTimeTooSkewed",
        `<ServerTime>${new Date(Date.now() + settings.skewMs).toISOString()}</ServerTime>`,
      );
    if (settings.refusesHead && request.method === "HEAD") return response.writeHead(403).end();
    const key = decodeURIComponent(url.pathname).split("/").slice(2).join("/");
    if (key === "") return answerList(response, url);
    if (url.search !== "") return answerUpload(request, response, url, key, body);
    return answerObject(request, response, key, body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    settings,
    objects,
    uploads,
    hits,
    requests,
    /** What happens to the next requests, in this order; preflights do not count. */
    expect(...next: Trouble[]) {
      troubles = next;
    },
    /** Requests without an answer whose sender still waits. */
    hanging: () => hanging,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export type S3Stub = Awaited<ReturnType<typeof startS3Stub>>;
