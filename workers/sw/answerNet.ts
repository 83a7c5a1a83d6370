import { checkUrl, type Grant } from "../../lib/remote/grants.ts";
import { parseNetPath } from "../../lib/remote/netPath.ts";
import { refusalHeader } from "../../lib/remote/refusalHeader.ts";
import { limitBytes } from "./limitBytes.ts";

export interface Network {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** The grant of this id, asked of the pages where this worker has just started and knows none. */
  grant(grantId: string): Promise<Grant | null>;
  servedFromLoopback: boolean;
}

/** What a reader of files needs; cookies, redirects and policies of other sites stay outside. */
const passedHeaders = [
  "accept-ranges",
  "content-length",
  "content-range",
  "content-type",
  "etag",
  "last-modified",
];
const oneRange = /^bytes=(\d+-\d*|-\d+)$/;

function reason(status: number, error: string, hint?: string): Response {
  const headers = { ...bodyHeaders, [refusalHeader]: "1" };
  return Response.json({ error, ...(hint === undefined ? {} : { hint }) }, { status, headers });
}

/** A foreign answer carries our origin's address; these keep it from ever being more than bytes. */
const bodyHeaders = {
  "Content-Security-Policy": "default-src 'none'; sandbox",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
  "Cross-Origin-Resource-Policy": "same-origin",
};

function requestHeaders(request: Request): Headers {
  const headers = new Headers();
  const range = request.headers.get("range");
  if (range !== null) headers.set("range", range.trim());
  return headers;
}

/**
 * Answers one request under /__net/. Refusals are JSON: 404 for what is no such path, 403 for what was not granted,
 * 405 for other methods, 413 past the byte cap, 502 where the host cannot be reached.
 */
export async function answerNet(request: Request, network: Network): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // A page, script, style or worker made of a foreign answer would be of our origin: only fetch and XMLHttpRequest pass.
  if (request.mode === "navigate" || request.destination !== "") {
    return reason(403, "What is fetched from outside is data; it cannot be opened or run.");
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return reason(405, `Only GET and HEAD reach the network, not ${request.method}.`);
  }
  const asked = parseNetPath(pathname + search);
  if (!asked) return reason(404, "This is not a network address of the app.");
  const range = request.headers.get("range");
  if (range !== null && !oneRange.test(range.trim()))
    return reason(400, "Only one range of bytes can be asked for.");
  const grant = await network.grant(asked.grantId);
  if (!grant) return reason(403, "No notebook holds this permission.", "Run the notebook again to be asked.");
  const checked = checkUrl(asked.url, grant, network.servedFromLoopback);
  if (!checked.ok) return reason(403, checked.error.message, checked.error.hint);

  let response: Response;
  try {
    response = await network.fetch(checked.value.href, {
      method: request.method,
      headers: requestHeaders(request),
      mode: "cors",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: request.signal,
    });
  } catch {
    const hint = "It may be down, redirect elsewhere, or not allow other sites to read it (CORS).";
    return reason(502, `${checked.value.host} could not be read.`, hint);
  }
  return dataOnly(response, grant.maxBytes, checked.value.host, request.method === "HEAD");
}

function dataOnly(response: Response, maxBytes: number, host: string, isHead: boolean): Response {
  const headers = new Headers(bodyHeaders);
  for (const name of passedHeaders) {
    const value = response.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const announced = Number(response.headers.get("content-length") ?? "0");
  if (!isHead && announced > maxBytes) {
    void response.body?.cancel();
    return reason(413, `${host} sends ${announced} bytes; this notebook may take ${maxBytes} at a time.`);
  }
  const hasBody = !isHead && response.body !== null && ![204, 205, 304].includes(response.status);
  return new Response(
    hasBody && response.body ? response.body.pipeThrough(limitBytes(maxBytes, host)) : null,
    {
      status: response.status,
      headers,
    },
  );
}
