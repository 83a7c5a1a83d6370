import type { Grant } from "../../lib/remote/grants.ts";
import { checkS3 } from "../../lib/s3/checkS3.ts";
import type { GrantedConnection } from "../../lib/s3/connection.ts";
import { isRegion } from "../../lib/s3/parseConnection.ts";
import { parseS3Error } from "../../lib/s3/s3Error.ts";
import type { S3Ask } from "../../lib/s3/s3Path.ts";
import { askAgain } from "./askAgain.ts";
import type { Send } from "./askHead.ts";
import type { Network } from "./network.ts";
import { signS3 } from "./signS3.ts";

/** More of an error document is not read. */
const longestError = 64 << 10;
/** What a store answers that has the bucket elsewhere, or wants another region in the signature. */
const elsewhere = [301, 302, 307, 308, 400];

/**
 * The way to one object or listing: signed anew at each try, and once more where the store names another region for
 * the bucket, which is remembered. Refusals of the store come back with their document read.
 */
export function sendS3(
  ask: S3Ask,
  granted: GrantedConnection,
  grant: Grant,
  network: Network,
  signal: AbortSignal,
): Send {
  const { connection, signing, id } = granted;
  const tally = network.traffic.of(grant);

  const once = (region: string, into: "address" | "headers"): Send => {
    return async ({ method, headers, body }) => {
      const checked = checkS3(ask, method, granted, grant, network.servedFromLoopback, region);
      if (!checked.ok) throw new TypeError(checked.error.message);
      const url = checked.value;
      // What is written on a condition, or begins or ends an upload, must not happen twice unseen.
      const isRepeatable = method !== "POST" && !headers.has("if-none-match");
      return askAgain(
        async () => {
          const request = { method, url, headers, ...(body ? { body } : {}) };
          const sent = signing
            ? await signS3(request, signing, region, network.clock.now(), into)
            : { url: url.href, headers };
          tally.asked();
          return network.fetch(sent.url, {
            method,
            headers: sent.headers,
            ...(body ? { body } : {}),
            mode: "cors",
            credentials: "omit",
            // Not "error", which would hide what a store says of a bucket's region; nothing is followed either way.
            redirect: "manual",
            referrerPolicy: "no-referrer",
            cache: "no-store",
            signal,
          });
        },
        { clock: network.clock, signal, isRepeatable },
      );
    };
  };

  const inRegion = (into: "address" | "headers"): Send => {
    return async (request) => {
      const region = network.regions.get(id) ?? connection.region;
      const response = await withDocument(await once(region, into)(request));
      if (!elsewhere.includes(response.status)) return response;
      const other = await otherRegion(response);
      if (other === null || other === region) return response;
      const again = await withDocument(await once(other, into)(request));
      if (!elsewhere.includes(again.status)) network.regions.set(id, other);
      return again;
    };
  };

  return async (request) => {
    if (signing === null || !needsNoLeave(request) || network.headerSigned.has(id))
      return inRegion("headers")(request);
    const response = await inRegion("address")(request);
    if (!notTaken.includes(response.status)) return response;
    // Not every store takes signed addresses, and of headers they say more exactly what is wrong.
    const again = await inRegion("headers")(request);
    if (again.status < 400) network.headerSigned.add(id);
    return again;
  };
}

/** What a store may answer that does not take a signature in an address. */
const notTaken = [400, 401, 403, 501];

/** Whether a browser sends a request to another origin without asking for leave first, once nothing is added to it. */
function needsNoLeave({ method, headers }: { method: string; headers: Headers }): boolean {
  const isSimple = [...headers].every(
    ([name, value]) => name === "range" && /^bytes=\d+-(\d+)?$/.test(value),
  );
  return isSimple && (method === "GET" || method === "HEAD");
}

/** A refusal with its document in it, which can be read more than once; all else as it is. */
async function withDocument(response: Response): Promise<Response> {
  // Where its reason is hidden, only that it leads elsewhere is known.
  if (response.type === "opaqueredirect")
    return new Response("<Error><Code>Redirect</Code></Error>", { status: 301 });
  if (response.status < 300 || response.status === 304) return response;
  const { status, headers } = response;
  return new Response(await headOf(response), { status, headers });
}

async function headOf(response: Response): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const chunk = await reader?.read();
    if (!chunk?.value) break;
    parts.push(chunk.value);
    size += chunk.value.byteLength;
    if (size > longestError) {
      void reader?.cancel();
      break;
    }
  }
  return new Blob(parts);
}

async function otherRegion(response: Response): Promise<string | null> {
  const region =
    response.headers.get("x-amz-bucket-region") ?? parseS3Error(await response.clone().text()).region;
  return region !== null && isRegion(region) ? region : null;
}
