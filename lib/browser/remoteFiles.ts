import type { Outcome } from "../engine/protocol.ts";
import type { Grant } from "../remote/grants.ts";
import { netPath } from "../remote/netPath.ts";
import { isLoopbackHost } from "../remote/privateHosts.ts";
import { readRemote } from "../remote/readRemote.ts";
import { mostBytes, type RemoteFiles } from "../remote/remoteFiles.ts";
import { allowedHosts } from "./allowedHosts.ts";
import { connectServiceWorker } from "./serviceWorker.ts";

/** Files by address through the service worker, which gets this page's permissions before each request. */
export function createRemoteFiles(): RemoteFiles {
  const link = connectServiceWorker();
  const hosts = allowedHosts();
  const ids = new Map<string, string>();
  /** For the notebook that is open; permissions of others are not held. */
  let held: readonly Grant[] = [];
  /** For one file each, while it is fetched. */
  const passing = new Set<Grant>();
  const send = () => link.setGrants([...held, ...passing]);

  function grantFor(notebookId: string): Grant {
    const grantId = ids.get(notebookId) ?? crypto.randomUUID();
    ids.set(notebookId, grantId);
    const allowed = hosts.of(notebookId);
    // An origin of this machine is on the list only because its address was typed.
    const loopback = allowed.some((origin) => isLoopbackHost(new URL(origin).hostname));
    // One byte past the limit is let through, so that the page itself can tell what happened.
    return { grantId, notebookId, hosts: allowed, maxBytes: mostBytes + 1, loopback };
  }

  return {
    allowed: (notebookId) => hosts.of(notebookId),
    allow: (notebookId, origin) => hosts.add(notebookId, origin),
    async fetch(notebookId, url, watch): Promise<Outcome<File>> {
      if (isOffline(url)) return offline;
      const grant = grantFor(notebookId);
      held = [grant];
      const given = await send();
      if (!given.ok) return given;
      return readRemote((signal) => fetch(netPath(grant.grantId, url.href), { signal }), url, watch);
    },
    async fetchOnce(url, maxBytes, signal) {
      if (isOffline(url)) return offline;
      const grantId = crypto.randomUUID();
      // Of no notebook: what is opened by it may read nothing of its host by that. One byte more, as above.
      const grant = { grantId, notebookId: "", hosts: [url.origin], maxBytes: maxBytes + 1 };
      passing.add(grant);
      const given = await send();
      const watch = { signal, confirm: async () => true, onProgress: () => undefined };
      const ask = (asking: AbortSignal) => fetch(netPath(grantId, url.href), { signal: asking });
      const fetched = given.ok ? await readRemote(ask, url, watch, maxBytes) : given;
      passing.delete(grant);
      void send();
      return fetched;
    },
  };
}

const offline: Outcome<never> = {
  ok: false,
  error: {
    code: "file",
    message: "This device is offline.",
    hint: "Connect and try again; files from disk work all the same.",
  },
};

function isOffline(url: URL): boolean {
  return !navigator.onLine && !isLoopbackHost(url.hostname);
}
