import { useCallback, useEffect, useState } from "react";
import type { Connection } from "../../../lib/s3/connection.ts";
import { useCommands } from "../../ui/AppContext.tsx";

export interface Connections {
  all: readonly Connection[];
  /** Names of those that the open notebook was given. */
  given: readonly string[];
}

/** The connections of this page and device; null until they are known. `problem` says why they never will be. */
export function useConnections() {
  const commands = useCommands();
  const [connections, setConnections] = useState<Connections | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const reload = useCallback(async () => {
    try {
      const { s3 } = await commands.waysIn();
      setConnections(await s3.connections());
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown.message : String(thrown));
    }
  }, [commands]);
  useEffect(() => void reload(), [reload]);
  return { connections, problem, reload };
}
