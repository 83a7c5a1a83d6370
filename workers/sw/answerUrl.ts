import { checkUrl, type Grant } from "../../lib/remote/grants.ts";
import { askAgain } from "./askAgain.ts";
import { askHead, type Send } from "./askHead.ts";
import { dataOnly } from "./dataOnly.ts";
import type { Network } from "./network.ts";
import { refuse } from "./refuse.ts";

/** Answers a request for a plain URL under a grant. Nothing is sent along but the range. */
export async function answerUrl(
  request: Request,
  asked: string,
  grant: Grant,
  network: Network,
  signal: AbortSignal,
): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return refuse(405, `Only GET and HEAD reach the network, not ${request.method}.`);
  const checked = checkUrl(asked, grant, network.servedFromLoopback);
  if (!checked.ok) return refuse(403, checked.error.message, checked.error.hint);
  const { href, host } = checked.value;
  const tally = network.traffic.of(grant);

  const send: Send = ({ method, headers }) =>
    askAgain(
      () => {
        tally.asked();
        return network.fetch(href, {
          method,
          headers,
          mode: "cors",
          credentials: "omit",
          redirect: "error",
          referrerPolicy: "no-referrer",
          cache: "no-store",
          signal,
        });
      },
      { clock: network.clock, signal, isRepeatable: true },
    );

  const headers = new Headers();
  const range = request.headers.get("range");
  if (range !== null) headers.set("range", range.trim());
  const isHead = request.method === "HEAD";
  let response: Response;
  try {
    response = isHead ? await askHead(send, headers) : await send({ method: "GET", headers });
  } catch {
    const hint = "It may be down, redirect elsewhere, or not allow other sites to read it (CORS).";
    return refuse(502, `${host} could not be read.`, hint);
  }
  const askRest = (rest: string, etag: string) =>
    send({ method: "GET", headers: new Headers({ range: rest, "if-match": etag }) });
  return dataOnly(response, host, { isHead, maxBytes: grant.maxBytes, tally, askRest, signal });
}
