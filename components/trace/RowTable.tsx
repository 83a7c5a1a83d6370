import type { Column } from "../../lib/engine/protocol.ts";
import type { BehindRow } from "../../lib/trace/rowsBehind.ts";
import { placed } from "../cell-kinds/placed.ts";
import { formatCount } from "../ui/formatCount.ts";
import styles from "./RowTable.module.css";
import { TraceValue } from "./TraceNotes.tsx";

/** The box scrolls, so the keys have to reach it. */
const reachable = { tabIndex: 0 };

/** Rows of a hop, of which one is followed; `onFollow` is null where they only stand there. */
export function RowTable(props: {
  label: string;
  columns: readonly Column[];
  rows: readonly BehindRow[];
  followed: number | null;
  onFollow: ((at: number) => void) | null;
}) {
  const { label, columns, rows, followed, onFollow } = props;
  const hasPlace = rows.some(({ place }) => place !== null);
  const hasFirst = hasPlace || onFollow !== null;
  return (
    <section className={styles.scroll} aria-label={label} {...reachable}>
      <table className={styles.table}>
        <thead>
          <tr>
            {hasFirst && (
              <th scope="col" className={styles.place}>
                {hasPlace ? "row" : "nr"}
              </th>
            )}
            {placed(columns).map(({ key, item }) => (
              <th key={key} scope="col" data-number={isNumeric(item.type) || undefined}>
                {item.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {placed(rows).map(({ key, item: { place, values } }) => {
            const at = Number(key);
            const name = place === null ? formatCount(at + 1) : formatCount(place + 1);
            return (
              <tr key={key} data-followed={followed === at || undefined}>
                {hasFirst && (
                  <td className={styles.place}>
                    {onFollow ? (
                      <button
                        type="button"
                        aria-pressed={followed === at}
                        title="Follow this row"
                        onClick={() => onFollow(at)}
                      >
                        {name}
                      </button>
                    ) : (
                      name
                    )}
                  </td>
                )}
                {placed(columns).map(({ key: column, item }) => (
                  <td key={column} data-number={isNumeric(item.type) || undefined}>
                    <TraceValue text={values[Number(column)] ?? null} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function isNumeric(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|DOUBLE|FLOAT|DECIMAL.*)$/.test(type);
}
