import styles from "./ClusterDialog.module.css";

/** A value of which every letter shows: NULL and the empty text as quiet words, spaces at the ends as dots. */
export function ShownText({ text }: { text: string | null }) {
  if (text === null) return <span className={styles.null}>NULL</span>;
  if (text === "") return <span className={styles.null}>empty</span>;
  const [, start = "", middle = "", end = ""] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return (
    <>
      <Dots count={start.length} />
      {middle}
      <Dots count={end.length} />
    </>
  );
}

function Dots({ count }: { count: number }) {
  if (count === 0) return null;
  const words = `${count} ${count === 1 ? "space" : "spaces"}`;
  return (
    <span className={styles.dots} role="img" aria-label={words} title={words}>
      {"·".repeat(count)}
    </span>
  );
}
