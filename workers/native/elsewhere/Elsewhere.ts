import type { Outcome } from "../../../lib/engine/protocol.ts";
import type { Grant } from "../../../lib/remote/grants.ts";
import { netPath } from "../../../lib/remote/netPath.ts";
import { giveRemoteAsk } from "../../../lib/remote/RemoteFile.ts";
import type { S3Way } from "../../../lib/s3/askS3.ts";
import type { Connection, GrantedConnection } from "../../../lib/s3/connection.ts";
import { parseConnection } from "../../../lib/s3/parseConnection.ts";
import { s3Path } from "../../../lib/s3/s3Path.ts";
import { answerNet } from "../../sw/answerNet.ts";
import { realClock } from "../../sw/clock.ts";
import type { Network } from "../../sw/network.ts";
import { createTrafficBook } from "../../sw/trafficBook.ts";
import { AwsKeys } from "./AwsKeys.ts";
import { type AwsSurroundings, awsPlace, awsProfile } from "./awsSettings.ts";

/** A way to a bucket, and where its objects are asked for. */
export interface BucketWay extends S3Way {
  addressOf(key: string): string;
}

interface Bucket {
  readonly id: string;
  readonly connection: Connection;
  readonly mayWrite: boolean;
}

/** Stands before paths under /__net/, where a page has its own origin. */
const origin = "https://eider.invalid";
const grantId = "eider-run-0000000000";

/**
 * The network of a run: what a page's service worker does (hosts that were allowed and no others, no redirects, requests
 * again where a store is busy, broken answers resumed, signatures), in this process.
 */
export class Elsewhere {
  private readonly origins = new Set<string>();
  private readonly buckets = new Map<string, Bucket>();
  private readonly network: Network;
  /** Takes back what it gave to files elsewhere. */
  readonly dispose: () => void;
  private settings: Promise<{ region: string; endpoint: string; keys: AwsKeys }> | null = null;

  constructor(
    private readonly around: AwsSurroundings,
    private readonly signal: AbortSignal,
  ) {
    this.network = {
      fetch: (url, { headers: given, ...init }) => {
        const headers = new Headers(given);
        // Unpacked by fetch itself a file would be longer than its host says.
        headers.set("accept-encoding", "identity");
        return around.fetch(url, { ...init, headers });
      },
      grant: async (id) => (id === grantId ? this.grant() : null),
      servedFromLoopback: false,
      traffic: createTrafficBook(
        () => undefined,
        () => undefined,
      ),
      clock: realClock,
      regions: new Map(),
      headerSigned: new Set(),
    };
    this.dispose = giveRemoteAsk((address, init) => this.ask(address, init));
  }

  /** Asks for what an address under /__net/ leads to, as `addressOf` makes them. */
  ask(path: string, init: RequestInit = {}): Promise<Response> {
    const signal = init.signal ? AbortSignal.any([init.signal, this.signal]) : this.signal;
    return answerNet(new Request(origin + path, { ...init, signal }), this.network, signal);
  }

  private async grant(): Promise<Grant> {
    const { keys } = await this.place();
    const connections: GrantedConnection[] = [];
    for (const bucket of this.buckets.values()) {
      const { id, connection, mayWrite } = bucket;
      const isSigned = connection.access.kind === "keys";
      const signing = isSigned ? await keys.get() : null;
      if (signing && !signing.ok) throw new Error(signing.error.message);
      connections.push({ id, connection, mayWrite, signing: signing?.value ?? null });
    }
    return {
      grantId,
      notebookId: "",
      hosts: [...this.origins],
      maxBytes: Number.POSITIVE_INFINITY,
      isTyped: true,
      connections,
    };
  }

  private place() {
    this.settings ??= awsProfile(this.around).then((profile) => {
      const place = awsPlace(this.around, profile);
      return { ...place, keys: new AwsKeys(this.around, profile, place.region) };
    });
    return this.settings;
  }

  /** Where a file of a host is asked for; its origin counts as allowed from here on. */
  addressOf(url: URL): string {
    this.origins.add(url.origin);
    return netPath(grantId, url.href);
  }

  /** A way to a bucket with this machine's keys, or without any where it has none. */
  async way(bucket: string, { mayWrite }: { mayWrite: boolean }): Promise<Outcome<BucketWay>> {
    const { region, endpoint, keys } = await this.place();
    const signing = await keys.get();
    if (!signing.ok) return signing;
    const key = signing.value;
    const access: Connection["access"] =
      key === null
        ? { kind: "anonymous" }
        : {
            kind: "keys",
            accessKeyId: key.accessKeyId,
            expiresAt: null,
            isTemporary: key.sessionToken !== null,
          };
    const connection = parseConnection({
      name: "aws",
      bucket,
      prefix: "",
      region,
      endpoint,
      addressing: endpoint === "" && /^[a-z0-9.-]+$/.test(bucket) ? "virtual" : "path",
      access,
      isKept: false,
    });
    if (!connection)
      return {
        ok: false,
        error: {
          code: "file",
          message: `The bucket “${bucket}” cannot be asked with the region “${region}”${endpoint === "" ? "" : ` and the endpoint “${endpoint}”`}.`,
          hint: "Look at the bucket's name, and at AWS_REGION and AWS_ENDPOINT_URL.",
        },
      };
    const name = JSON.stringify([bucket, mayWrite]);
    const id = this.buckets.get(name)?.id ?? `bucket-${String(this.buckets.size).padStart(16, "0")}`;
    this.buckets.set(name, { id, connection, mayWrite });
    // What spares a browser a question beforehand (a signature in the address) is of no use here.
    this.network.headerSigned.add(id);
    return {
      ok: true,
      value: {
        connection,
        send: (ask, init) => this.ask(s3Path(grantId, id, ask), init),
        addressOf: (key) => s3Path(grantId, id, { kind: "object", key }),
      },
    };
  }
}
