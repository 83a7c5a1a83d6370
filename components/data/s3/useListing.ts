import { useCallback, useEffect, useRef, useState } from "react";
import type { EngineError } from "../../../lib/engine/protocol.ts";
import { type BucketEntry, pageEntries } from "../../../lib/s3/bucketEntries.ts";
import { useCommands } from "../../ui/AppContext.tsx";

/** What is known of one level of a bucket. */
interface Level {
  prefix: string;
  entries: readonly BucketEntry[];
  /** How to ask for what comes behind; null where that is all. */
  next: string | null;
  isLoading: boolean;
  error: EngineError | null;
}

/** The entries below a prefix, a page at a time. */
export function useListing(connection: string, prefix: string) {
  const commands = useCommands();
  const abort = useRef(new AbortController());
  const isAsking = useRef(false);
  const [level, setLevel] = useState<Level>(() => emptyLevel(prefix));

  const ask = useCallback(
    async (after: string | null) => {
      if (after === null) {
        abort.current.abort();
        abort.current = new AbortController();
        setLevel(emptyLevel(prefix));
      } else if (isAsking.current) return;
      isAsking.current = true;
      const { signal } = abort.current;
      setLevel((before) => ({ ...before, isLoading: true, error: null }));
      const answer = await commands
        .waysIn()
        .then(({ s3 }) => s3.list(connection, { prefix, after, signal }))
        .catch((thrown: unknown) => ({ ok: false as const, error: unexpected(thrown) }));
      // Another level is shown by now.
      if (signal.aborted) return;
      isAsking.current = false;
      setLevel((before) =>
        answer.ok
          ? {
              prefix,
              entries: [...before.entries, ...pageEntries(answer.value, prefix)],
              next: answer.value.next,
              isLoading: false,
              error: null,
            }
          : { ...before, isLoading: false, error: answer.error },
      );
    },
    [commands, connection, prefix],
  );

  useEffect(() => {
    void ask(null);
    return () => abort.current.abort();
  }, [ask]);

  // The level before is not this one's, for the moment until its own is there.
  const shown = level.prefix === prefix ? level : emptyLevel(prefix);
  const more = useCallback(() => void (shown.next !== null && ask(shown.next)), [ask, shown.next]);
  const again = useCallback(() => void ask(shown.entries.length === 0 ? null : shown.next), [ask, shown]);
  return { ...shown, more, again };
}

function emptyLevel(prefix: string): Level {
  return { prefix, entries: [], next: null, isLoading: true, error: null };
}

function unexpected(thrown: unknown): EngineError {
  return { code: "internal", message: thrown instanceof Error ? thrown.message : String(thrown) };
}
