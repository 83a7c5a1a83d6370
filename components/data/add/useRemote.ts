import { useEffect, useRef, useState } from "react";
import type { EngineError } from "../../../lib/engine/protocol.ts";
import { useCommands } from "../../ui/AppContext.tsx";

/** How far the dialog for addresses is. */
export type RemoteStep =
  | { at: "form"; error: EngineError | null }
  /** The host is asked for by name. */
  | { at: "host"; url: URL }
  | { at: "size"; url: URL; bytes: number; answer: (isWanted: boolean) => void }
  | { at: "fetching"; url: URL; doneBytes: number; totalBytes: number | null };

export interface RemoteWish {
  url: string;
  name: string;
  into: string | null;
}

/** Fetching a file from its address, step by step. Leaving stops what is under way. */
export function useRemote(wish: RemoteWish, onDone: () => void) {
  const commands = useCommands();
  const [step, setStep] = useState<RemoteStep>({ at: "form", error: null });
  const abort = useRef(new AbortController());
  useEffect(() => {
    abort.current = new AbortController();
    return () => abort.current.abort();
  }, []);

  /** Looks at the address, and asks for its host where that was not allowed yet. */
  async function begin(): Promise<void> {
    const ways = await commands.waysIn();
    const checked = await ways.checkRemote({ url: wish.url, isTyped: wish.into === null });
    if (!checked.ok) return setStep({ at: "form", error: checked.error });
    if (checked.value.isAllowed) return fetchNow(checked.value.url);
    setStep({ at: "host", url: checked.value.url });
  }

  /** Fetches, from a host that is or was just allowed. */
  async function fetchNow(url: URL): Promise<void> {
    abort.current = new AbortController();
    const { signal } = abort.current;
    const show = (doneBytes: number, totalBytes: number | null) =>
      setStep({ at: "fetching", url, doneBytes, totalBytes });
    show(0, null);
    const ways = await commands.waysIn();
    const request = { ...wish, url: url.href, isTyped: wish.into === null };
    const error = await ways.addRemote(request, {
      signal,
      onProgress: show,
      confirm: (bytes) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve(false));
          setStep({ at: "size", url, bytes, answer: resolve });
        }),
    });
    // A dialog that was left has nothing more to say.
    if (signal.aborted && abort.current.signal !== signal) return;
    if (error === null) onDone();
    else setStep({ at: "form", error });
  }

  return {
    step,
    begin,
    fetchNow,
    back: () => setStep({ at: "form", error: null }),
    stop: () => abort.current.abort(),
  };
}
