import type { EngineError, Outcome } from "../../engine/protocol.ts";
import type { SourceEntry } from "../../notebook/document.ts";
import { checkUrl } from "../../remote/grants.ts";
import { isLoopbackHost } from "../../remote/privateHosts.ts";
import type { RemoteWatch } from "../../remote/remoteFiles.ts";
import { findSecrets } from "../../share/findSecrets.ts";
import { notify } from "../notices.ts";
import type { WaysDeps } from "./waysIn.ts";

export type { RemoteWatch };

export interface RemoteRequest {
  url: string;
  /** What to call the relation; "" for the file's own name. */
  name: string;
  /** The source that the notebook names and that is fetched; null for a new one. */
  into: string | null;
  /** Its user typed the address: only then may it be one of this machine. */
  isTyped: boolean;
}

/**
 * Fetches a file by its address, under the permission that was just given for its host, and adds it.
 * Answers why that did not work, else null.
 */
export async function addRemote(
  deps: WaysDeps,
  request: RemoteRequest,
  watch: RemoteWatch,
): Promise<EngineError | null> {
  const { store, platform } = deps;
  const { notebookId } = store.getState();
  const remote = await platform.remote();
  const checked = remoteUrl(request, platform.baseUrl, remote.allowed(notebookId));
  if (!checked.ok) return checked.error;
  const url = checked.value;
  remote.allow(notebookId, url.origin);
  const fetched = await remote.fetch(notebookId, url, watch);
  if (!fetched.ok) return fetched.error;
  if (store.getState().notebookId !== notebookId) {
    return { code: "cancelled", message: "Another notebook was opened meanwhile. Nothing was added." };
  }
  return deps.engine.whileLoading(attach(deps, request, url, fetched.value));
}

/** The address as it may be fetched, or why not; whether its host is allowed is another question. */
export function remoteUrl(
  { url, isTyped }: Pick<RemoteRequest, "url" | "isTyped">,
  baseUrl: string,
  allowed: readonly string[],
): Outcome<URL> {
  const text = url.trim();
  const whole = isTyped && !/^[a-z][a-z0-9+.-]*:/i.test(text) ? `https://${text}` : text;
  const origin = URL.canParse(whole) ? new URL(whole).origin : "";
  const grant = { grantId: "", notebookId: "", hosts: [origin], maxBytes: 1 };
  const loopback = isTyped || allowed.includes(origin);
  return checkUrl(whole, { ...grant, loopback }, isLoopbackHost(new URL(baseUrl).hostname));
}

async function attach(
  deps: WaysDeps,
  { name, into }: RemoteRequest,
  url: URL,
  file: File,
): Promise<EngineError | null> {
  const { store, editing } = deps;
  if (into !== null) {
    if (!store.getState().document.sources[into]) return null;
    const [receipt] = await deps.attach([{ relation: into, file }]);
    return failure(receipt?.error ?? null);
  }
  const location = savedAddress(deps, url);
  const made = await deps.sourcesOf([file], name === "" ? undefined : [name]);
  const entries = made.map(({ relation, entry }): { relation: string; entry: SourceEntry } => ({
    relation,
    entry: { ...entry, location },
  }));
  editing.apply(entries.map(({ relation, entry }) => ({ type: "setSourceEntry", name: relation, entry })));
  const receipts = await deps.attach(made.map(({ relation }) => ({ relation, file })));
  return failure(receipts.find(({ error }) => error !== null)?.error ?? null);
}

/** The notice and the source itself already say it; the dialog that waits says it as well. */
function failure(error: string | null): EngineError | null {
  return error === null ? null : { code: "file", message: error };
}

/** A signed address opens the file to whoever reads the notebook, so that it is saved without what signs it. */
function savedAddress({ store }: WaysDeps, url: URL): string {
  if (findSecrets(url.href).length === 0) return url.href;
  const text = `The address holds a key. The notebook keeps ${url.origin}${url.pathname} without it, so it cannot fetch the file again.`;
  notify(store, "warning", text);
  return `${url.origin}${url.pathname}`;
}
