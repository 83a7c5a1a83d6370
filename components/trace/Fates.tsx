import { useCallback, useMemo, useState } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { NotFollowed } from "../../lib/trace/query.ts";
import { type Fate, rowFate, type StartRow } from "../../lib/trace/rowFate.ts";
import { countOf } from "../ui/formatCount.ts";
import { droppedWords } from "./hopWords.ts";
import { RowTable } from "./RowTable.tsx";
import { Busy, Notes, Problem } from "./TraceNotes.tsx";
import styles from "./TracePanel.module.css";
import { useTracing } from "./traceContext.ts";
import { useAnswer } from "./useAnswer.ts";

/** What became of a row in each cell that reads its relation. */
export function Fates({ start }: { start: StartRow }) {
  const { tools } = useTracing();
  const readers = useMemo(() => tools.readersOf(start.relation), [tools, start]);
  if (readers.length === 0) return <Notes notes={[`No other cell makes rows out of ${start.relation}.`]} />;
  return readers.map((cell) => <ReaderFate key={cell.id} cell={cell} start={start} />);
}

type Told = { is: "told"; fate: Fate | null } | { is: "not"; why: string };

function ReaderFate({ cell, start }: { cell: Cell; start: StartRow }) {
  const { engine, tools } = useTracing();
  const answer = useAnswer(
    useCallback(async (): Promise<Told> => {
      const made = await tools.madeBy(cell.name);
      if (made.kind === "match")
        return { is: "not", why: `${cell.name} compares it with others: look for its key among the pairs.` };
      if (made.kind !== "query")
        return { is: "not", why: made.kind === "unfollowed" ? made.why : `${cell.name} cannot be followed.` };
      try {
        return { is: "told", fate: await rowFate(made.query, start, engine) };
      } catch (thrown) {
        if (thrown instanceof NotFollowed)
          return { is: "not", why: `${cell.name} cannot be followed. ${thrown.message}` };
        throw thrown;
      }
    }, [cell, start, engine, tools]),
  );
  if (answer.status === "busy") return <Busy text={`Looking in ${cell.name}…`} />;
  if (answer.status === "failed") return <Problem text={`${cell.name} could not be asked: ${answer.why}`} />;
  if (answer.value.is === "not") return <Notes notes={[answer.value.why]} />;
  const { fate } = answer.value;
  if (!fate)
    return <Notes notes={[`${cell.name} reads it only within an expression, which cannot be followed.`]} />;
  if (fate.dropped) return <p className={styles.dropped}>{droppedWords(cell.name, fate.dropped)}</p>;
  return <Living cell={cell} fate={fate} />;
}

function Living({ cell, fate }: { cell: Cell; fate: Fate }) {
  const { columns, rows, isGrouped } = fate;
  const { tools } = useTracing();
  const [chosen, setChosen] = useState<number | null>(null);
  const goesOn = tools.readersOf(cell.name).length > 0;
  const values = chosen === null ? undefined : rows[chosen];
  const next = useMemo(
    (): StartRow | null => (values ? { relation: cell.name, place: null, columns, values } : null),
    [cell.name, columns, values],
  );
  const where = isGrouped ? "Counted in" : "Lives on in";
  return (
    <div className={styles.rows}>
      <p className={styles.from}>
        {where} {countOf(rows.length, "row")} of {cell.name}
        {goesOn && chosen === null && <span className={styles.quiet}> · choose one to follow it on</span>}
      </p>
      <RowTable
        label={`Rows of ${cell.name}`}
        columns={columns}
        rows={rows.map((each) => ({ place: null, values: each }))}
        followed={chosen}
        onFollow={goesOn ? setChosen : null}
      />
      {next && (
        <div className={styles.hop}>
          <Fates key={chosen} start={next} />
        </div>
      )}
    </div>
  );
}
