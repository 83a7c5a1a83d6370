import styles from "./CellText.module.css";

/** More than any cell can show; the whole value is a click away. */
export const cutLength = 200;

/** A value in the grid: text as DuckDB prints it, with marks for what text cannot tell apart. */
export function CellText({ value }: { value: string | null | undefined }) {
  if (value === undefined) return <span className={styles.pending} />;
  if (value === null) return <span className={styles.quiet}>NULL</span>;
  if (value === "") {
    return (
      <span className={styles.empty} title="Empty text">
        {"''"}
      </span>
    );
  }
  return <span>{value.length > cutLength ? `${value.slice(0, cutLength)}…` : value}</span>;
}
