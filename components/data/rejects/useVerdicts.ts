import { useEffect, useRef, useState } from "react";
import type { RowFix } from "../../../lib/engine/rejectedRow.ts";
import type { Verdict } from "../../../lib/rejects/fixDraft.ts";
import { useRows } from "../../ui/AppContext.tsx";

const typingMs = 250;
const nameOf = ({ key, text }: RowFix) => `${key}\n${text}`;

/** What the engine says of each changed text; asked shortly after the last key, and once for each text. */
export function useVerdicts(
  relation: string,
  changed: readonly RowFix[],
): { verdict: Verdict; problem: string | null } {
  const rows = useRows();
  const [known, setKnown] = useState<ReadonlyMap<string, string | null>>(new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef(new Set<string>());
  useEffect(() => {
    const open = changed.filter((fix) => !asked.current.has(nameOf(fix)));
    if (open.length === 0) return;
    const timer = setTimeout(async () => {
      for (const fix of open) asked.current.add(nameOf(fix));
      const answer = await rows.tryFixes(relation, open);
      setProblem(answer.ok ? null : answer.error.message);
      if (!answer.ok) {
        for (const fix of open) asked.current.delete(nameOf(fix));
        return;
      }
      const told = open.map((fix, index): [string, string | null] => [
        nameOf(fix),
        answer.value[index] ?? null,
      ]);
      setKnown((before) => new Map([...before, ...told]));
    }, typingMs);
    return () => clearTimeout(timer);
  }, [rows, relation, changed]);
  return { verdict: (fix) => known.get(nameOf(fix)), problem };
}
