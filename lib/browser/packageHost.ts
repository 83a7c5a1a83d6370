import { graphLimits } from "../packages/moduleGraph.ts";
import { packageUrl } from "../packages/packageAddress.ts";
import type { PackageHost } from "../packages/packageHost.ts";
import { netPath } from "../remote/netPath.ts";
import { isLoopbackHost } from "../remote/privateHosts.ts";
import { readRemote } from "../remote/readRemote.ts";
import { askNet } from "./askNet.ts";
import { notebookList } from "./notebookList.ts";
import { notebookNetwork } from "./notebookNetwork.ts";

const key = "eider-packages-address";

/** Packages through the service worker, from the one host that its user typed. */
export function createPackageHost(): PackageHost {
  const network = notebookNetwork();
  // The address itself is on the list: another one has to be allowed anew.
  const allowed = notebookList("packages", (item) => item !== "");
  let given = kept();

  function keep(address: string | null): void {
    given = address;
    try {
      if (address === null) localStorage.removeItem(key);
      else localStorage.setItem(key, address);
    } catch (thrown) {
      // What a private window refuses to keep still holds until the page is left.
      if (!(thrown instanceof DOMException)) throw thrown;
    }
  }

  return {
    servedFromLoopback: isLoopbackHost(location.hostname),
    address: () => given,
    setAddress: keep,
    isAllowed: (notebookId) => given !== null && allowed.of(notebookId).includes(given),
    allow(notebookId) {
      if (given !== null) allowed.add(notebookId, given);
    },
    disallow(notebookId) {
      for (const item of allowed.of(notebookId)) allowed.remove(notebookId, item);
    },
    async begin() {
      if (given === null) throw new Error("No address of packages is set.");
      const { origin, hostname } = packageUrl(given, { name: "a", version: "1.0.0", path: "" });
      const maxBytes = graphLimits.moduleBytes;
      const lent = await network.lend({
        hosts: [origin],
        // One byte more than is taken, so that the page itself can tell what happened.
        maxBytes: maxBytes + 1,
        loopback: isLoopbackHost(hostname),
      });
      if (!lent.ok) return lent;
      const { grantId, giveBack } = lent.value;
      const fetchBytes = async (url: URL, signal: AbortSignal) => {
        const ask = (stop: AbortSignal) => askNet(netPath(grantId, url.href), { signal: stop });
        const watch = { signal, confirm: async () => true, onProgress: () => undefined };
        const answer = await readRemote(ask, url, watch, maxBytes);
        if (!answer.ok) return answer;
        return { ok: true as const, value: new Uint8Array(await answer.value.arrayBuffer()) };
      };
      return { ok: true, value: { fetch: fetchBytes, end: giveBack } };
    },
  };
}

function kept(): string | null {
  try {
    return localStorage.getItem(key);
  } catch (thrown) {
    if (thrown instanceof DOMException) return null;
    throw thrown;
  }
}
