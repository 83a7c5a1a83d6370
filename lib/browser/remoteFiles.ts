import type { Outcome } from "../engine/protocol.ts";
import { netPath } from "../remote/netPath.ts";
import { isLoopbackHost } from "../remote/privateHosts.ts";
import { readRemote } from "../remote/readRemote.ts";
import type { RemoteFiles } from "../remote/remoteFiles.ts";
import { askNet } from "./askNet.ts";
import { notebookNetwork } from "./notebookNetwork.ts";

/** Files by address through the service worker, which gets this page's permissions before each request. */
export function createRemoteFiles(): RemoteFiles {
  const network = notebookNetwork();
  return {
    allowed: (notebookId) => network.hosts.of(notebookId),
    allow: (notebookId, origin) => network.hosts.add(notebookId, origin),
    async fetch(notebookId, url, watch): Promise<Outcome<File>> {
      if (!navigator.onLine && !isLoopbackHost(url.hostname)) {
        const hint = "Connect and try again; files from disk work all the same.";
        return { ok: false, error: { code: "file", message: "This device is offline.", hint } };
      }
      const grantId = await network.open(notebookId);
      if (!grantId.ok) return grantId;
      return readRemote((signal) => askNet(netPath(grantId.value, url.href), { signal }), url, watch);
    },
  };
}
