import { headByRangeHeader } from "../../lib/remote/refusalHeader.ts";
import { limitBytes } from "./limitBytes.ts";
import { bodyHeaders, refuse } from "./refuse.ts";
import { type AskRest, resumedBody } from "./resumedBody.ts";
import type { Tally } from "./trafficBook.ts";

/** What a reader of files needs; cookies, redirects and policies of other sites stay outside. */
const passedHeaders = [
  "accept-ranges",
  "content-length",
  "content-range",
  "content-type",
  "date",
  "etag",
  "last-modified",
  "x-amz-checksum-sha256",
];
const bodiless = [204, 205, 304];

/** A host's answer as nothing but bytes with a few facts about them, counted, capped, and gone on with where it breaks off. */
export function dataOnly(
  response: Response,
  host: string,
  {
    isHead,
    maxBytes,
    tally,
    askRest,
    signal,
  }: {
    isHead: boolean;
    maxBytes: number;
    tally: Tally;
    /** null where an answer that breaks off stays so. */
    askRest: AskRest | null;
    signal: AbortSignal;
  },
): Response {
  const headers = new Headers(bodyHeaders);
  for (const name of passedHeaders) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (isHead && response.headers.has(headByRangeHeader)) headers.set(headByRangeHeader, "1");
  const announced = Number(response.headers.get("content-length") ?? "0");
  if (!isHead && announced > maxBytes) {
    void response.body?.cancel();
    return refuse(413, `${host} sends ${announced} bytes; this notebook may take ${maxBytes} at a time.`);
  }
  const { status } = response;
  const hasBody = !isHead && response.body !== null && !bodiless.includes(status);
  if (!hasBody) return new Response(null, { status, headers });
  const body = askRest ? resumedBody(response, askRest, signal) : response.body;
  return new Response(body?.pipeThrough(limitBytes(maxBytes, host, tally)), { status, headers });
}
