import { useMemo, useState } from "react";
import { listedRuns } from "../../lib/history/ranTexts.ts";
import type { NotebookHistory } from "../../lib/store/keeping/notebookHistory.ts";
import { Button } from "../ui/Button.tsx";
import { countOf } from "../ui/formatCount.ts";
import { SearchField } from "../ui/SearchField.tsx";
import { useNow } from "../ui/useNow.ts";
import { byDay } from "./dayOf.ts";
import styles from "./HistoryPanel.module.css";
import { RunRow } from "./RunRow.tsx";
import { useKept } from "./useHistory.ts";

const minuteMs = 60_000;
/** So many runs are drawn at first, and with each wish for more. */
const runsAtOnce = 100;

const readRuns = (history: NotebookHistory) => history.runs();

/** What ran, the latest first, and a field to search it by. */
export function RunList({ history }: { history: NotebookHistory }) {
  const { kept, problem } = useKept(history, readRuns);
  const [search, setSearch] = useState("");
  const [most, setMost] = useState(runsAtOnce);
  const now = useNow(minuteMs);
  const runs = useMemo(() => listedRuns(kept ?? [], search), [kept, search]);
  if (problem) {
    return (
      <p role="alert" className={styles.empty}>
        The runs could not be read: {problem}
      </p>
    );
  }
  if (!kept) return null;
  if (kept.length === 0) return <p className={styles.empty}>Nothing has run in this notebook yet.</p>;
  const left = runs.length - most;
  return (
    <>
      <div className={styles.head} data-part="search">
        <SearchField
          label="Search what ran"
          placeholder="Search names, texts and errors"
          value={search}
          onType={(text) => {
            setSearch(text);
            setMost(runsAtOnce);
          }}
        />
      </div>
      <p className="visually-hidden" role="status">
        {search.trim() === "" ? "" : `${countOf(runs.length, "run")} found`}
      </p>
      {runs.length === 0 && <p className={styles.empty}>No run has these words.</p>}
      {byDay(runs.slice(0, most), now).map(({ day, items }) => (
        <section key={day} aria-label={day}>
          <h3 className={styles.day}>{day}</h3>
          <ul className={styles.list}>
            {items.map((run) => (
              <RunRow key={`${run.of.key} ${run.at}`} run={run} history={history} />
            ))}
          </ul>
        </section>
      ))}
      {left > 0 && (
        <div className={styles.more}>
          <Button
            label={`Show ${countOf(Math.min(left, runsAtOnce), "older run")}`}
            onClick={() => setMost(most + runsAtOnce)}
          />
        </div>
      )}
    </>
  );
}
