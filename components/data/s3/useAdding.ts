import { useCallback, useEffect, useRef, useState } from "react";
import type { EngineError } from "../../../lib/engine/protocol.ts";
import type { S3Request } from "../../../lib/store/ways/addS3.ts";
import { useCommands } from "../../ui/AppContext.tsx";

type AddingState =
  | { at: "choice"; error: EngineError | null }
  /** `relations` is empty while the bucket is being asked. */
  | { at: "adding"; relations: readonly string[] };

/** Adds what was chosen in a bucket. Leaving stops what has not been named yet; what loads by then goes on in the Data panel. */
export function useAdding(onDone: () => void) {
  const commands = useCommands();
  const [state, setState] = useState<AddingState>({ at: "choice", error: null });
  const abort = useRef(new AbortController());
  const isNamed = useRef(false);
  useEffect(
    () => () => {
      if (!isNamed.current) abort.current.abort();
    },
    [],
  );

  const add = useCallback(
    async (request: S3Request) => {
      abort.current = new AbortController();
      const { signal } = abort.current;
      isNamed.current = false;
      setState({ at: "adding", relations: [] });
      const { s3 } = await commands.waysIn();
      const error = await s3.add(request, {
        signal,
        onRelations: (relations) => {
          isNamed.current = true;
          setState({ at: "adding", relations });
        },
      });
      if (error === null) return onDone();
      setState({ at: "choice", error });
    },
    [commands, onDone],
  );
  const stop = useCallback(() => abort.current.abort(), []);
  return { state, add, stop };
}
