import type { Outcome } from "../engine/protocol.ts";
import type { Grant } from "../remote/grants.ts";
import { isLoopbackHost } from "../remote/privateHosts.ts";
import { mostBytes } from "../remote/remoteFiles.ts";
import type { GrantedConnection } from "../s3/connection.ts";
import type { Traffic } from "../s3/s3.ts";
import { notebookList } from "./notebookList.ts";
import { connectServiceWorker } from "./serviceWorker.ts";

/** What one notebook may read from the network until its page is left. */
const mostBytesInAll = 20_000_000_000;
const none: Traffic = { requests: 0, bytes: 0 };

/** What the notebooks of this page may reach, and what they did: one for files by address and for buckets. */
export interface NotebookNetwork {
  /** Origins that the user allowed for a notebook on this device. */
  readonly hosts: {
    of(notebookId: string): readonly string[];
    add(notebookId: string, origin: string): void;
    remove(notebookId: string, origin: string): void;
  };
  /** Says what buckets a notebook was given; asked whenever a permission is made. */
  setConnections(connectionsOf: (notebookId: string) => Promise<readonly GrantedConnection[]>): void;
  /** Makes a notebook the open one: the service worker holds its permission, as it is now, and that of no other. */
  open(notebookId: string): Promise<Outcome<string>>;
  /** After something was taken back: where the notebook is the open one, the service worker holds less from now on. */
  narrow(notebookId: string): Promise<void>;
  /** A permission of its own, of no notebook, held beside that of the open one until it is given back. */
  lend(what: LentPermission): Promise<Outcome<{ grantId: string; giveBack(): void }>>;
  traffic(notebookId: string): Traffic;
  /** Has the service worker tell what was fetched by now, which it else does a few times a second. */
  settleTraffic(notebookId: string): Promise<void>;
  onTraffic(call: () => void): () => void;
}

/** What is asked for once: some hosts or a connection. Hosts of this machine are never lent. */
export interface LentPermission {
  readonly hosts?: readonly string[];
  readonly connections?: readonly GrantedConnection[];
  /** Caps one response; without it, the largest that is ever fetched. */
  readonly maxBytes?: number;
}

let network: NotebookNetwork | null = null;

/** The network of this page's notebooks: the service worker knows one list of permissions for a page, so there is one of this. */
export function notebookNetwork(): NotebookNetwork {
  network ??= createNotebookNetwork();
  return network;
}

function createNotebookNetwork(): NotebookNetwork {
  const link = connectServiceWorker();
  const hosts = notebookList("hosts", (origin) => URL.canParse(origin));
  const ids = new Map<string, string>();
  const spent = new Map<string, Traffic>();
  const listeners = new Set<() => void>();
  const lent = new Map<string, Grant>();
  let connectionsOf = async (_: string): Promise<readonly GrantedConnection[]> => [];
  let current: Grant | null = null;

  const idOf = (notebookId: string) => {
    const id = ids.get(notebookId) ?? crypto.randomUUID();
    ids.set(notebookId, id);
    return id;
  };
  // With what is spent by now: a worker that was put to sleep counts on from there.
  const grants = (): readonly Grant[] =>
    [...(current ? [current] : []), ...lent.values()].map((grant) => {
      const known = spent.get(grant.grantId);
      return known ? { ...grant, spent: known } : grant;
    });

  const note = (grantId: string, told: unknown) => {
    const { requests, bytes }: Record<string, unknown> = { ...(typeof told === "object" ? told : null) };
    if (typeof requests !== "number" || typeof bytes !== "number") return;
    spent.set(grantId, { requests, bytes });
    for (const call of listeners) call();
  };
  navigator.serviceWorker?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== "object" || data === null) return;
    const { type, grantId }: Record<string, unknown> = { ...data };
    if (type === "traffic" && typeof grantId === "string") note(grantId, data);
  });

  async function open(notebookId: string): Promise<Outcome<string>> {
    const connections = await connectionsOf(notebookId);
    const allowed = hosts.of(notebookId);
    current = {
      grantId: idOf(notebookId),
      notebookId,
      hosts: allowed,
      // One byte past the limit is let through, so that the page itself can tell what happened.
      maxBytes: mostBytes + 1,
      // An origin of this machine is on the list only because its address was typed.
      loopback: allowed.some((origin) => isLoopbackHost(new URL(origin).hostname)),
      connections,
      totalBytes: mostBytesInAll,
    };
    const { grantId } = current;
    const given = await link.setGrants(grants);
    return given.ok ? { ok: true, value: grantId } : given;
  }

  return {
    hosts,
    setConnections(next) {
      connectionsOf = next;
    },
    open,
    async narrow(notebookId) {
      if (current?.notebookId === notebookId) await open(notebookId);
    },
    async lend(what) {
      const grantId = crypto.randomUUID();
      lent.set(grantId, { hosts: [], maxBytes: mostBytes, ...what, grantId, notebookId: "" });
      const giveBack = () => {
        lent.delete(grantId);
        spent.delete(grantId);
        void link.setGrants(grants);
      };
      const given = await link.setGrants(grants);
      if (given.ok) return { ok: true, value: { grantId, giveBack } };
      giveBack();
      return given;
    },
    traffic: (notebookId) => spent.get(ids.get(notebookId) ?? "") ?? none,
    settleTraffic: (notebookId) =>
      new Promise((resolve) => {
        const grantId = ids.get(notebookId);
        const worker = navigator.serviceWorker?.controller;
        if (grantId === undefined || !worker) return resolve();
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: MessageEvent<unknown>) => {
          port1.close();
          note(grantId, data);
          resolve();
        };
        worker.postMessage({ type: "tellTraffic", grantId }, [port2]);
      }),
    onTraffic(call) {
      listeners.add(call);
      return () => listeners.delete(call);
    },
  };
}
