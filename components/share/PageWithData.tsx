import { useId, useState } from "react";
import { useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./ShareDialog.module.css";

const megabyte = 1_000_000;
const most = { rows: 5_000_000, megabytes: 200 };

/** The notebook as one web page that carries its data, and how much of that. */
export function PageWithData() {
  const commands = useCommands();
  const [rows, setRows] = useState("100000");
  const [megabytes, setMegabytes] = useState("20");
  const [busy, setBusy] = useState(false);
  const said = useId();
  const problem = limitProblem(rows, most.rows, "rows") ?? limitProblem(megabytes, most.megabytes, "MB");
  const save = async () => {
    if (busy || problem !== null) return;
    setBusy(true);
    try {
      await commands.saveWithData({ rows: Number(rows), bytes: Number(megabytes) * megabyte });
    } finally {
      setBusy(false);
    }
  };
  return (
    <fieldset className={styles.formats}>
      <legend className={styles.quiet}>
        Save it as one web page that carries its data, with tables to sort and filter and charts that answer,
        and needs no server:
      </legend>
      <label className={styles.limit}>
        At most
        <input
          className={styles.number}
          data-for="rows"
          inputMode="numeric"
          value={rows}
          aria-invalid={limitProblem(rows, most.rows, "rows") !== null}
          aria-describedby={said}
          onChange={(event) => setRows(event.currentTarget.value)}
        />
        rows a table
      </label>
      <label className={styles.limit}>
        and
        <input
          className={styles.number}
          data-for="bytes"
          inputMode="numeric"
          value={megabytes}
          aria-invalid={limitProblem(megabytes, most.megabytes, "MB") !== null}
          aria-describedby={said}
          onChange={(event) => setMegabytes(event.currentTarget.value)}
        />
        MB in all
      </label>
      <Button
        label={busy ? "Writing…" : "Page with data"}
        aria-disabled={busy || problem !== null}
        onClick={() => void save()}
      />
      <p id={said} className={problem === null ? styles.quiet : styles.warn} role="status">
        {problem ?? "What does not fit is left out, and the page says so."}
      </p>
    </fieldset>
  );
}

function limitProblem(typed: string, most: number, unit: string): string | null {
  const value = Number(typed);
  if (/^\d+$/.test(typed.trim()) && value >= 1 && value <= most) return null;
  return `Give a whole number of ${unit} from 1 to ${most.toLocaleString("en")}.`;
}
