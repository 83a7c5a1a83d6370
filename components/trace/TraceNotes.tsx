import styles from "./TracePanel.module.css";

/** Said while the engine works. */
export function Busy({ text }: { text: string }) {
  return (
    <p role="status" className={styles.busy}>
      {text}
    </p>
  );
}

/** Something failed. */
export function Problem({ text }: { text: string }) {
  return (
    <p role="alert" className={styles.problem}>
      {text}
    </p>
  );
}

/** What is to be known beside. */
export function Notes({ notes }: { notes: readonly string[] }) {
  return notes.map((note) => (
    <p key={note} className={styles.note}>
      {note}
    </p>
  ));
}

/** A value as it stands in a sentence. */
export function TraceValue({ text }: { text: string | null }) {
  if (text === null) return <span className={styles.quiet}>NULL</span>;
  if (text === "") return <span className={styles.quiet}>empty</span>;
  const cut = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return (
    <span className={styles.value} title={text.length > 40 ? text : undefined}>
      {/^\s|\s$|\s\s/.test(cut) ? cut.replace(/ /g, "·") : cut}
    </span>
  );
}
