import { useCallback, useState } from "react";
import type { TracedRow } from "../../lib/trace/matchSql.ts";
import type { Behind } from "../../lib/trace/rowsBehind.ts";
import { likeRows } from "../../lib/trace/rowsWith.ts";
import { Button } from "../ui/Button.tsx";
import { countOf } from "../ui/formatCount.ts";
import { RowTable } from "./RowTable.tsx";
import { Busy, Notes, Problem } from "./TraceNotes.tsx";
import styles from "./TracePanel.module.css";
import { useTracing } from "./traceContext.ts";
import { useAnswer } from "./useAnswer.ts";

/** Where rows cannot be followed: rows with the same values, which may be those. */
export function Guess({ reads, row }: { reads: readonly string[]; row: TracedRow }) {
  const [isAsked, setIsAsked] = useState(false);
  if (reads.length === 0) return null;
  if (isAsked) return <Guesses reads={reads} row={row} />;
  return (
    <div>
      <Button label="Look for rows with the same values" onClick={() => setIsAsked(true)} />
    </div>
  );
}

interface Guessed {
  behind: Behind;
  by: readonly string[];
}

function Guesses({ reads, row }: { reads: readonly string[]; row: TracedRow }) {
  const { engine } = useTracing();
  const answer = useAnswer(
    useCallback(async () => {
      const guesses: Guessed[] = [];
      for (const relation of reads) {
        const found = await likeRows(relation, row, engine);
        if (found) guesses.push(found);
      }
      return guesses;
    }, [reads, row, engine]),
  );
  if (answer.status === "busy") return <Busy text="Looking for rows with the same values…" />;
  if (answer.status === "failed") return <Problem text={answer.why} />;
  const found = answer.value;
  if (found.length === 0)
    return <Notes notes={[`No column of ${reads.join(", ")} has the name of one of the row's.`]} />;
  return found.map(({ behind, by }) => (
    <div key={behind.label} className={styles.rows}>
      <p className={styles.from}>
        <span className={styles.guess}>A guess</span> {countOf(behind.count, "row")} of {behind.label} with
        the same {by.join(", ")}
      </p>
      {behind.count > 0 && (
        <RowTable
          label={`Rows of ${behind.label}`}
          columns={behind.columns}
          rows={behind.rows}
          followed={null}
          onFollow={null}
        />
      )}
    </div>
  ));
}
