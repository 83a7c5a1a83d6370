import { useCallback, useEffect, useRef, useState } from "react";
import type { EngineError } from "../../../lib/engine/protocol.ts";
import { type BucketEntry, objectEntries } from "../../../lib/s3/bucketEntries.ts";
import { useCommands } from "../../ui/AppContext.tsx";

/** A search of a bucket by a pattern of keys. */
export type Matches =
  | { status: "none" }
  | { status: "searching"; pattern: string }
  | { status: "found"; pattern: string; entries: readonly BucketEntry[] }
  | { status: "failed"; pattern: string; error: EngineError };

/** Finds the objects of a bucket that a pattern names; a new search takes the place of the one before. */
export function useMatches(bucket: string) {
  const commands = useCommands();
  const abort = useRef(new AbortController());
  const [matches, setMatches] = useState<Matches>({ status: "none" });
  useEffect(() => () => abort.current.abort(), []);

  const clear = useCallback(() => {
    abort.current.abort();
    setMatches({ status: "none" });
  }, []);

  const search = useCallback(
    async (pattern: string) => {
      abort.current.abort();
      abort.current = new AbortController();
      const { signal } = abort.current;
      setMatches({ status: "searching", pattern });
      const { s3 } = await commands.waysIn();
      const answer = await s3.match(`s3://${bucket}/${pattern}`, signal);
      if (signal.aborted) return;
      setMatches(
        answer.ok
          ? { status: "found", pattern, entries: objectEntries(answer.value) }
          : { status: "failed", pattern, error: answer.error },
      );
    },
    [commands, bucket],
  );
  return { matches, search, clear };
}
