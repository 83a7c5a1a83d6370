import { parseNetPath } from "../../lib/remote/netPath.ts";
import { parseS3Path } from "../../lib/s3/s3Path.ts";
import { answerS3 } from "./answerS3.ts";
import { answerUrl } from "./answerUrl.ts";
import type { Network } from "./network.ts";
import { refuse } from "./refuse.ts";

const oneRange = /^bytes=(\d+-\d*|-\d+)$/;
const methods = ["GET", "HEAD", "PUT", "POST", "DELETE"];

/**
 * Answers one request under /__net/. Refusals are JSON: 404 for what is no such path, 403 for what was not granted,
 * 405 for other methods, 413 past the byte cap, 502 where the host cannot be reached. `signal`: the page gave it up.
 */
export async function answerNet(
  request: Request,
  network: Network,
  signal: AbortSignal = request.signal,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // A page, script, style or worker made of a foreign answer would be of our origin: only fetch and XMLHttpRequest pass.
  if (request.mode === "navigate" || request.destination !== "") {
    return refuse(403, "What is fetched from outside is data; it cannot be opened or run.");
  }
  if (!methods.includes(request.method)) {
    return refuse(405, `Only GET and HEAD reach the network, not ${request.method}.`);
  }
  const url = parseNetPath(pathname + search);
  const s3 = parseS3Path(pathname + search);
  const grantId = url?.grantId ?? s3?.grantId;
  if (grantId === undefined) return refuse(404, "This is not a network address of the app.");
  const range = request.headers.get("range");
  if (range !== null && !oneRange.test(range.trim()))
    return refuse(400, "Only one range of bytes can be asked for.");
  const grant = await network.grant(grantId);
  if (!grant) return refuse(403, "No notebook holds this permission.", "Run the notebook again to be asked.");
  if (network.traffic.of(grant).left() <= 0) {
    const most = ((grant.totalBytes ?? 0) / 1e9).toLocaleString("en", { maximumFractionDigits: 2 });
    return refuse(
      403,
      `This notebook has read ${most} GB, which is all that it may read from the network.`,
      "Reload the page to start anew, or download the data and add it from disk.",
      "TotalBytes",
    );
  }
  if (url) return answerUrl(request, url.url, grant, network, signal);
  if (s3) return answerS3(request, s3, grant, network, signal);
  return refuse(404, "This is not a network address of the app.");
}
