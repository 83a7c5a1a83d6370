import { useCallback } from "react";
import type { MadeBy } from "../../lib/store/trace/traceTools.ts";
import type { TracedRow } from "../../lib/trace/matchSql.ts";
import type { Behind } from "../../lib/trace/rowsBehind.ts";
import { rowsWith } from "../../lib/trace/rowsWith.ts";
import { placed } from "../cell-kinds/placed.ts";
import { Further } from "./Further.tsx";
import { behindWords } from "./hopWords.ts";
import { RowTable } from "./RowTable.tsx";
import { Busy, Problem } from "./TraceNotes.tsx";
import styles from "./TracePanel.module.css";
import { useTracing } from "./traceContext.ts";
import { useAnswer } from "./useAnswer.ts";

/** A pair of a match: how alike it was found, measure by measure, and the records that it is of. */
export function PairRecords({ made, row }: { made: Extract<MadeBy, { kind: "match" }>; row: TracedRow }) {
  const { engine } = useTracing();
  const answer = useAnswer(
    useCallback(async () => {
      const textOf = (name: string) =>
        row.values[row.columns.findIndex((column) => column.name === name)] ?? null;
      const keys = ["left_key", "right_key"].map((column) => ({ column, text: textOf(column) }));
      const scores = await rowsWith(made.candidates, keys, engine);
      const records: Behind[] = [];
      for (const { relation, key, of } of made.sides)
        records.push(await rowsWith(relation, [{ column: key, text: textOf(of) }], engine));
      return { scores, records };
    }, [made, row, engine]),
  );
  if (answer.status === "busy") return <Busy text="Looking for the two records…" />;
  if (answer.status === "failed") return <Problem text={answer.why} />;
  const { scores, records } = answer.value;
  return (
    <div className={styles.hop}>
      <p className={styles.maker}>{made.cell.name}</p>
      {scores.count > 0 ? (
        <div className={styles.rows}>
          <p className={styles.from}>
            How alike they are: the level that each measure found, 0 for not alike at all
          </p>
          <RowTable
            label="Measures of the pair"
            columns={scores.columns}
            rows={scores.rows.map((each) => ({ ...each, place: null }))}
            followed={null}
            onFollow={null}
          />
        </div>
      ) : (
        <p className={styles.note}>
          The two were not compared with each other: they are in one group by way of other records.
        </p>
      )}
      {placed(records).map(({ key, item }) => {
        const [first] = item.rows;
        return (
          <div key={key} className={styles.rows}>
            <p className={styles.from}>{behindWords(item, "member")}</p>
            <RowTable
              label={`Record of ${item.label}`}
              columns={item.columns}
              rows={item.rows}
              followed={null}
              onFollow={null}
            />
            {first && item.count === 1 && (
              <Further
                relation={item.label}
                row={{ columns: item.columns, values: first.values }}
                place={first.place}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
