import type { Grant } from "../../lib/remote/grants.ts";
import { checkS3 } from "../../lib/s3/checkS3.ts";
import type { GrantedConnection } from "../../lib/s3/connection.ts";
import { explainS3, type S3Place } from "../../lib/s3/explainS3.ts";
import { storeOrigin } from "../../lib/s3/objectUrl.ts";
import { parseS3Error } from "../../lib/s3/s3Error.ts";
import type { S3Ask } from "../../lib/s3/s3Path.ts";
import { askHead } from "./askHead.ts";
import { dataOnly } from "./dataOnly.ts";
import type { Network } from "./network.ts";
import { refuse } from "./refuse.ts";
import { sendS3 } from "./sendS3.ts";
import type { Tally } from "./trafficBook.ts";

/** A part of an upload; larger ones are not held here. */
const longestBody = 128 << 20;

/** Headers of the page that reach a store, and the only values that they may have. */
const passedHeaders: readonly (readonly [string, RegExp])[] = [
  ["range", /^bytes=(\d+-\d*|-\d+)$/],
  ["content-type", /^[\w.+-]+\/[\w.+-]+(; ?[\w-]+=[\w.+-]+)?$/],
  ["if-none-match", /^\*$/],
  ["x-amz-checksum-sha256", /^[A-Za-z0-9+/]{43}=$/],
  ["x-amz-checksum-algorithm", /^SHA256$/],
  ["x-amz-checksum-mode", /^ENABLED$/],
];

/** Answers a request for something in a bucket, through a connection of the grant. */
export async function answerS3(
  request: Request,
  { connectionId, ask }: { connectionId: string; ask: S3Ask },
  grant: Grant,
  network: Network,
  signal: AbortSignal,
): Promise<Response> {
  const granted = grant.connections?.find(({ id }) => id === connectionId);
  if (!granted)
    return refuse(
      403,
      "This notebook was not given this connection.",
      "Choose the connection in the notebook.",
    );
  const { method } = request;
  const checked = checkS3(ask, method, granted, grant, network.servedFromLoopback);
  if (!checked.ok) return refuse(403, checked.error.message, checked.error.hint);
  const headers = new Headers();
  for (const [name, allowed] of passedHeaders) {
    const value = request.headers.get(name)?.trim();
    if (value !== undefined && allowed.test(value)) headers.set(name, value);
  }
  const isWrite = method === "PUT" || method === "POST";
  const body = isWrite ? await request.arrayBuffer() : undefined;
  if (body && body.byteLength > longestBody)
    return refuse(413, `A part of ${body.byteLength} bytes is too large to be sent at once.`);

  const send = sendS3(ask, granted, grant, network, signal);
  const { host } = checked.value;
  const place: S3Place = {
    bucket: granted.connection.bucket,
    key: ask.kind === "list" ? null : ask.key,
    host: new URL(storeOrigin(granted.connection)).host,
    region: granted.connection.region,
    isSigned: granted.signing !== null,
  };
  const isHead = method === "HEAD";
  const tally = network.traffic.of(grant);
  let response: Response;
  try {
    response = isHead
      ? await askHead(send, headers)
      : await send({ method, headers, ...(body ? { body } : {}) });
  } catch {
    const code =
      signal.aborted || !(await isReachable(granted, network, tally, signal)) ? "Unreachable" : "Cors";
    const { message, hint } = explainS3(code, 502, place);
    return refuse(502, message, hint, code);
  }
  if (!response.ok) return refusal(response, place, network.clock.now());
  const askRest =
    ask.kind === "object"
      ? (rest: string, etag: string) =>
          send({ method: "GET", headers: new Headers({ range: rest, "if-match": etag }) })
      : null;
  return dataOnly(response, host, { isHead, maxBytes: grant.maxBytes, tally, askRest, signal });
}

/** What a store refused, in plain words. Nothing of what it sent comes through but its code. */
async function refusal(response: Response, place: S3Place, nowMs: number): Promise<Response> {
  const { code, action, serverTimeMs } = parseS3Error(await response.text());
  const { status } = response;
  const isRedirect = status < 400;
  const known = code === "" && isRedirect ? "Redirect" : code;
  const minutes = serverTimeMs === null ? 0 : Math.round((nowMs - serverTimeMs) / 60_000);
  const isSkewed = known === "RequestTimeTooSkewed" && minutes !== 0;
  const skew = `it is ${Math.abs(minutes).toLocaleString("en")} minutes ${minutes > 0 ? "ahead" : "behind"}`;
  const { message, hint } = explainS3(known, status, place, isSkewed ? skew : (action ?? ""));
  return refuse(isRedirect ? 502 : status, message, hint, known === "" ? String(status) : known);
}

/**
 * Whether anything answers at the store's address, for telling "does not answer" from "does not let this page read".
 * Asked without a key, and of the answer nothing can be seen.
 */
async function isReachable(
  { connection }: GrantedConnection,
  network: Network,
  tally: Tally,
  signal: AbortSignal,
): Promise<boolean> {
  tally.asked();
  try {
    await network.fetch(`${storeOrigin(connection)}/`, {
      mode: "no-cors",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal,
    });
    return true;
  } catch {
    return false;
  }
}
