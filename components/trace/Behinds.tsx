import { useCallback, useState } from "react";
import { changedColumns } from "../../lib/trace/changedColumns.ts";
import type { TracedRow } from "../../lib/trace/matchSql.ts";
import { NotFollowed, type Query } from "../../lib/trace/query.ts";
import { type Behind, mostRows, type RowsBehind, rowsBehind } from "../../lib/trace/rowsBehind.ts";
import { placed } from "../cell-kinds/placed.ts";
import { formatCount } from "../ui/formatCount.ts";
import { Changes } from "./Changes.tsx";
import { Further } from "./Further.tsx";
import { Guess } from "./Guess.tsx";
import { behindWords, partWords } from "./hopWords.ts";
import { RowTable } from "./RowTable.tsx";
import { Busy, Notes, Problem } from "./TraceNotes.tsx";
import styles from "./TracePanel.module.css";
import { useTracing } from "./traceContext.ts";
import { useAnswer } from "./useAnswer.ts";

type Followed = { is: "followed"; rows: RowsBehind } | { is: "not"; why: string };

/** The rows behind a row of a query, hop by hop; `name` is the cell or the part that the query is of. */
export function Behinds(props: { query: Query; row: TracedRow; name: string; reads: readonly string[] }) {
  const { query, row, name, reads } = props;
  const { engine } = useTracing();
  const answer = useAnswer(
    useCallback(
      (): Promise<Followed> =>
        rowsBehind(query, row, engine).then(
          (rows) => ({ is: "followed", rows }),
          (thrown: unknown) => {
            if (thrown instanceof NotFollowed) return { is: "not", why: thrown.message };
            throw thrown;
          },
        ),
      [query, row, engine],
    ),
  );
  if (answer.status === "busy")
    return <Busy text={`Looking for the rows behind it in ${partWords(name)}…`} />;
  if (answer.status === "failed")
    return (
      <>
        <Problem text={`${partWords(name)} could not be asked: ${answer.why}`} />
        <Guess reads={reads} row={row} />
      </>
    );
  if (answer.value.is === "not")
    return (
      <>
        <Notes notes={[`${partWords(name)} cannot be followed. ${answer.value.why}`]} />
        <Guess reads={reads} row={row} />
      </>
    );
  const { maker, behind, how, notes } = answer.value.rows;
  return (
    <div className={styles.hop}>
      <p className={styles.maker}>{partWords(maker ?? name)}</p>
      <Notes notes={notes} />
      {behind.length === 0 && <Notes notes={["No row was found behind it."]} />}
      {placed(behind).map(({ key, item }) => (
        <Hop key={key} behind={item} row={row} how={how} isOnly={behind.length === 1} reads={reads} />
      ))}
    </div>
  );
}

function Hop(props: {
  behind: Behind;
  row: TracedRow;
  how: RowsBehind["how"];
  isOnly: boolean;
  reads: readonly string[];
}) {
  const { behind, row, how, isOnly, reads } = props;
  const { label, of, columns, rows, count } = behind;
  const [chosen, setChosen] = useState<number | null>(count === 1 ? 0 : null);
  const values = chosen === null ? undefined : rows[chosen]?.values;
  const place = chosen === null ? null : (rows[chosen]?.place ?? null);
  const isQuiet = isOnly && count === 1 && of.kind === "part";
  const isRowWise = how === "row" || how === "member";
  return (
    <>
      {isRowWise && values && <Changes changes={changedColumns({ columns, values }, row)} />}
      {!isQuiet && (
        <div className={styles.rows}>
          <p className={styles.from}>
            {behindWords(behind, how)}
            {count > rows.length && (
              <span className={styles.quiet}> · the first {formatCount(mostRows)} are shown</span>
            )}
            {count > 1 && chosen === null && <span className={styles.quiet}> · choose one to follow it</span>}
          </p>
          {count > 0 && (
            <RowTable
              label={`Rows of ${label}`}
              columns={columns}
              rows={rows}
              followed={chosen}
              onFollow={count > 1 ? setChosen : null}
            />
          )}
        </div>
      )}
      {values && (
        <NextHop
          key={chosen}
          of={of}
          label={label}
          columns={columns}
          values={values}
          place={place}
          reads={reads}
        />
      )}
    </>
  );
}

function NextHop(
  props: Pick<Behind, "of" | "label"> & TracedRow & { place: number | null; reads: readonly string[] },
) {
  const { of, label, columns, values, place, reads } = props;
  // The row that it was drawn for: an equal one is not asked for again.
  const [row] = useState({ columns, values });
  if (of.kind === "relation") return <Further relation={of.name} row={row} place={place} />;
  if (of.isLast)
    return (
      <Notes notes={[`${label} is computed of its own rows (WITH RECURSIVE), and followed no further.`]} />
    );
  return <Behinds query={of.query} row={row} name={label} reads={reads} />;
}
