import { Elapsed } from "../ui/Elapsed.tsx";
import { countOf, formatCount } from "../ui/formatCount.ts";
import type { ShownView } from "./useOpenedView.ts";
import styles from "./ViewBar.module.css";

/** How many rows a view has of all there are; or how long they have been looked for, or why there is none. */
export function ViewCount(props: { shown: ShownView; relationRows: number; isFiltered: boolean }) {
  const { relationRows, isFiltered } = props;
  const { opened, busySince, error, result } = props.shown;
  if (error !== null)
    return (
      <span role="alert" className={styles.problem}>
        All rows are shown, as they could not be sorted and filtered: {error}
      </span>
    );
  return (
    <span role="status" className={styles.count}>
      {busySince !== null ? (
        <>
          Looking through {countOf(relationRows, "row")} <Elapsed startedAt={busySince} />
        </>
      ) : (
        isFiltered && `${formatCount(opened?.matching ?? relationRows)} of ${countOf(relationRows, "row")}`
      )}
      {busySince === null && opened?.cut && (
        <span className={styles.note}>
          {" "}
          The first {formatCount(result.rowCount)} are shown:{" "}
          {opened.cut === "unkept"
            ? "the rows themselves are not kept in memory."
            : "the order of all takes more memory than there is."}
        </span>
      )}
    </span>
  );
}
