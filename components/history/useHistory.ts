import { useEffect, useState } from "react";
import type { NotebookHistory } from "../../lib/store/keeping/notebookHistory.ts";
import { useCommands } from "../ui/AppContext.tsx";

/** The history of the notebook that is open, once its code is here. */
export function useHistory(): { history: NotebookHistory | null; problem: string | null } {
  const commands = useCommands();
  const [state, setState] = useState<{ history: NotebookHistory | null; problem: string | null }>({
    history: null,
    problem: null,
  });
  useEffect(() => {
    let isCurrent = true;
    const settle = (next: typeof state) => {
      if (isCurrent) setState(next);
    };
    commands.history().then(
      (history) => settle({ history, problem: null }),
      (thrown: unknown) => settle({ history: null, problem: textOf(thrown) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [commands]);
  return state;
}

/** What `read` answers, read again whenever there is another version or run; null until it was read once. */
export function useKept<T>(
  history: NotebookHistory,
  read: (history: NotebookHistory) => Promise<T>,
): { kept: T | null; problem: string | null } {
  const [state, setState] = useState<{ kept: T | null; problem: string | null }>({
    kept: null,
    problem: null,
  });
  useEffect(() => {
    let isCurrent = true;
    const look = () =>
      read(history).then(
        (kept) => isCurrent && setState({ kept, problem: null }),
        (thrown: unknown) => isCurrent && setState({ kept: null, problem: textOf(thrown) }),
      );
    void look();
    const stop = history.onChange(() => void look());
    return () => {
      isCurrent = false;
      stop();
    };
  }, [history, read]);
  return state;
}

function textOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message || thrown.name : String(thrown);
}
