import { Check, FileQuestion, FileText } from "lucide-react";
import { locationFileName } from "../../lib/relink/locationFileName.ts";
import type { SourceView } from "../../lib/store/state.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { formatBytes } from "../ui/formatBytes.ts";
import { countOf } from "../ui/formatCount.ts";
import { formatWhen } from "../ui/formatWhen.ts";
import { FetchSource } from "./add/FetchSource.tsx";
import styles from "./FindFilesDialog.module.css";
import { absenceText, changeText } from "./linkText.ts";

/** A relation that can already be read may still be filling. */
export function isLoading({ status, progress }: SourceView): boolean {
  return status === "loading" || (status === "ready" && progress !== null);
}

/** One file that the notebook reads: what it was, and whether it is here. */
export function WantedFile({ relation }: { relation: string }) {
  const entry = useApp((state) => state.document.sources[relation]);
  const view = useApp((state) => state.sources.find((source) => source.relation === relation));
  const link = useApp((state) => state.relink.links[relation]);
  const commands = useCommands();
  if (!entry || !view) return null;
  const name = locationFileName(entry.location);
  const seen = link?.status === "absent" || link?.status === "waiting" ? link.lastModified : null;
  const facts = [
    name,
    ...(entry.size === undefined ? [] : [formatBytes(entry.size)]),
    ...(seen === null ? [] : [`saved ${formatWhen(seen)}`]),
  ];
  const isChanged = (view.status === "missing" || view.status === "failed") && link?.status === "changed";
  const isHere = view.status === "ready" && !isLoading(view);
  return (
    <li className={styles.wanted} data-status={isChanged ? "changed" : isHere ? "here" : view.status}>
      {isHere ? (
        <Check aria-hidden="true" />
      ) : isChanged ? (
        <FileQuestion aria-hidden="true" />
      ) : (
        <FileText aria-hidden="true" />
      )}
      <div className={styles.what}>
        <p className={styles.relation}>{relation}</p>
        <p className={styles.facts}>{facts.join(" · ")}</p>
        {isChanged && (
          <p className={styles.changed}>
            {changeText(name, link)}
            {link.now.lastModified !== null && ` It was saved ${formatWhen(link.now.lastModified)}.`}
          </p>
        )}
        {view.status === "failed" && <p className={styles.failed}>{view.receipt?.error}</p>}
        {link?.status === "absent" && link.why !== "not-kept" && view.status === "missing" && (
          <p className={styles.facts}>{absenceText(name, link)}</p>
        )}
      </div>
      {isHere && <span className={styles.facts}>{countOf(view.receipt?.loaded ?? 0, "row")}</span>}
      {isLoading(view) && <span className={styles.facts}>Loading…</span>}
      {isChanged && (
        <Button
          label={`Use ${link.name === name ? "it anyway" : "it instead"}`}
          onClick={() => void commands.acceptFile(relation)}
        />
      )}
      {!isHere && !isLoading(view) && <FetchSource relation={relation} className={styles.fetch} />}
      {view.status === "missing" && link?.status === "waiting" && (
        <Button label="Open again" onClick={() => void commands.reopenSources()} />
      )}
    </li>
  );
}
