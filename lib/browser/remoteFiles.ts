import type { Outcome } from "../engine/protocol.ts";
import { netPath } from "../remote/netPath.ts";
import { isLoopbackHost } from "../remote/privateHosts.ts";
import { readRemote } from "../remote/readRemote.ts";
import type { RemoteFiles } from "../remote/remoteFiles.ts";
import { askNet } from "./askNet.ts";
import { notebookNetwork } from "./notebookNetwork.ts";

const offline: Outcome<File> = {
  ok: false,
  error: {
    code: "file",
    message: "This device is offline.",
    hint: "Connect and try again; files from disk work all the same.",
  },
};

const isOffline = (url: URL) => !navigator.onLine && !isLoopbackHost(url.hostname);

/** Files by address through the service worker, which gets this page's permissions before each request. */
export function createRemoteFiles(): RemoteFiles {
  const network = notebookNetwork();
  const asking = (grantId: string, url: URL) => (signal: AbortSignal) =>
    askNet(netPath(grantId, url.href), { signal });
  return {
    allowed: (notebookId) => network.hosts.of(notebookId),
    allow: (notebookId, origin) => network.hosts.add(notebookId, origin),
    async disallow(notebookId, origin) {
      network.hosts.remove(notebookId, origin);
      await network.narrow(notebookId);
    },
    async fetch(notebookId, url, watch): Promise<Outcome<File>> {
      if (isOffline(url)) return offline;
      const grantId = await network.open(notebookId);
      return grantId.ok ? readRemote(asking(grantId.value, url), url, watch) : grantId;
    },
    async fetchOnce(url, maxBytes, signal) {
      if (isOffline(url)) return offline;
      // Of no notebook: what is opened by it may read nothing of its host by that. One byte more than is taken, so that
      // the page itself can tell what happened.
      const lent = await network.lend({ hosts: [url.origin], maxBytes: maxBytes + 1 });
      if (!lent.ok) return lent;
      const watch = { signal, confirm: async () => true, onProgress: () => undefined };
      try {
        return await readRemote(asking(lent.value.grantId, url), url, watch, maxBytes);
      } finally {
        lent.value.giveBack();
      }
    },
  };
}
