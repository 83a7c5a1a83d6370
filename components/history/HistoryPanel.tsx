import { useState } from "react";
import { useApp } from "../ui/AppContext.tsx";
import styles from "./HistoryPanel.module.css";
import { RunList } from "./RunList.tsx";
import { SwitchRow } from "./SwitchRow.tsx";
import { useHistory } from "./useHistory.ts";
import { VersionList } from "./VersionList.tsx";

const views = [
  { value: "versions", label: "Versions" },
  { value: "runs", label: "Runs" },
] as const;

/** What the notebook was like before, and what ran in it. */
export function HistoryPanel() {
  const [view, setView] = useState<(typeof views)[number]["value"]>("versions");
  const notebookId = useApp((state) => state.notebookId);
  const { history, problem } = useHistory();
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <SwitchRow label="Show" options={views} value={view} onChange={setView} />
      </div>
      {problem && (
        <p role="alert" className={styles.empty}>
          The history could not be read: {problem} Reload the page to try again.
        </p>
      )}
      {history &&
        (view === "versions" ? (
          <VersionList key={notebookId} history={history} />
        ) : (
          <RunList key={notebookId} history={history} />
        ))}
    </div>
  );
}
