import { useCallback, useEffect, useRef, useState } from "react";
import type { Connection, Credentials } from "../../../lib/s3/connection.ts";
import type { DoctorStep } from "../../../lib/s3/s3.ts";
import { useCommands } from "../../ui/AppContext.tsx";

/** A test of a connection: what it found so far. */
export interface Doctor {
  steps: readonly DoctorStep[];
  isRunning: boolean;
  /** Why there was no test. */
  problem: string | null;
  run(connection: Connection, credentials: Credentials | null): Promise<void>;
  stop(): void;
}

/** Tests a connection step by step; a new test takes the place of the one before, and leaving stops it. */
export function useDoctor(): Doctor {
  const commands = useCommands();
  const abort = useRef(new AbortController());
  const [steps, setSteps] = useState<readonly DoctorStep[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => () => abort.current.abort(), []);

  const run = useCallback(
    async (connection: Connection, credentials: Credentials | null) => {
      abort.current.abort();
      abort.current = new AbortController();
      const { signal } = abort.current;
      setSteps([]);
      setProblem(null);
      setIsRunning(true);
      try {
        const { s3 } = await commands.waysIn();
        // An older test has nothing more to say.
        await s3.test(connection, credentials, (found) => !signal.aborted && setSteps(found), signal);
      } catch (thrown) {
        if (!signal.aborted) setProblem(thrown instanceof Error ? thrown.message : String(thrown));
      }
      if (abort.current.signal === signal) setIsRunning(false);
    },
    [commands],
  );
  const stop = useCallback(() => abort.current.abort(), []);
  return { steps, isRunning, problem, run, stop };
}
