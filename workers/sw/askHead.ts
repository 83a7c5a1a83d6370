import { headByRangeHeader } from "../../lib/remote/refusalHeader.ts";

/** Sends a request to the place that was asked for. */
export type Send = (request: { method: string; headers: Headers; body?: ArrayBuffer }) => Promise<Response>;

/**
 * Whether a host's answer to HEAD may be one to the method alone: addresses signed for GET refuse all others. Also an
 * answer without a body to say its reason in is worth asking again.
 */
function refusesHead(status: number): boolean {
  return status >= 300 && ![304, 404, 410, 429].includes(status) && (status < 500 || status === 501);
}

/** Asks for the headers of something; where HEAD is refused, by its first byte. */
export async function askHead(send: Send, headers: Headers): Promise<Response> {
  const head = await send({ method: "HEAD", headers });
  if (!refusesHead(head.status)) return head;
  const ranged = new Headers(headers);
  ranged.set("range", "bytes=0-0");
  const first = await send({ method: "GET", headers: ranged });
  if (!first.ok && first.status !== 416) return first;
  void first.body?.cancel();
  const answer = new Headers(first.headers);
  answer.set(headByRangeHeader, "1");
  answer.delete("content-range");
  if (first.status === 200) return new Response(null, { status: 200, headers: answer });
  // Nothing has no first byte.
  const total = first.status === 416 ? "0" : /\/(\d+)$/.exec(first.headers.get("content-range") ?? "")?.[1];
  if (total === undefined) answer.delete("content-length");
  else answer.set("content-length", total);
  answer.set("accept-ranges", "bytes");
  return new Response(null, { status: 200, headers: answer });
}
