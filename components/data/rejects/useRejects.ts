import { useCallback, useEffect, useState } from "react";
import type { RejectedRows } from "../../../lib/engine/rejectedRow.ts";
import { useRows } from "../../ui/AppContext.tsx";

/** So many are looked at at once; the others follow when these are mended. */
const mostRows = 10_000;

export type RejectsState =
  | { status: "loading" }
  | { status: "failed"; message: string }
  | { status: "here"; rejects: RejectedRows };

/** The rejected rows of a source; `again` asks for them anew. */
export function useRejects(relation: string): { state: RejectsState; again: () => Promise<void> } {
  const rows = useRows();
  const [state, setState] = useState<RejectsState>({ status: "loading" });
  const again = useCallback(async () => {
    const answer = await rows.rejectedRows(relation, mostRows);
    setState(
      answer.ok
        ? { status: "here", rejects: answer.value }
        : { status: "failed", message: answer.error.message },
    );
  }, [rows, relation]);
  useEffect(() => void again(), [again]);
  return { state, again };
}
