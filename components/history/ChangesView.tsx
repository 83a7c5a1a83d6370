import type { CellChange, NotebookChanges } from "../../lib/history/cellChanges.ts";
import { lineDiff } from "../../lib/history/lineDiff.ts";
import { placed } from "../cell-kinds/placed.ts";
import { countOf } from "../ui/formatCount.ts";
import styles from "./ChangesView.module.css";

const wayWords: Record<CellChange["ways"][number], string> = {
  added: "added",
  removed: "removed",
  renamed: "renamed",
  moved: "moved",
  text: "text changed",
  kind: "kind changed",
  options: "options changed",
};

/** Every cell that differs, with its lines; those that are the same are counted. */
export function ChangesView({ changes }: { changes: NotebookChanges }) {
  const { cells, sources, title } = changes;
  const changed = cells.filter(({ ways }) => ways.length > 0);
  const same = cells.length - changed.length;
  const isNothing = changed.length === 0 && sources.length === 0 && !title;
  return (
    <>
      {isNothing && <p className={styles.note}>Nothing differs.</p>}
      {title && (
        <p className={styles.note}>
          Title: “{title.before}”, then “{title.after}”
        </p>
      )}
      {sources.length > 0 && <p className={styles.note}>Sources that differ: {sources.join(", ")}</p>}
      {placed(changed).map(({ key, item }) => (
        <ChangedCell key={key} change={item} />
      ))}
      {!isNothing && same > 0 && <p className={styles.note}>{countOf(same, "cell")} the same.</p>}
    </>
  );
}

function ChangedCell({ change }: { change: CellChange }) {
  const { before, after, ways } = change;
  const name = (after ?? before)?.name || "text";
  const from = ways.includes("renamed") ? ` from ${before?.name}` : "";
  const isSameText = before && after && before.source === after.source;
  return (
    <section className={styles.cell} aria-label={`Changes of ${name}`}>
      <h3 className={styles.head}>
        <span className={styles.name}>{name}</span>
        <span className={styles.ways}>
          {ways.map((way) => (way === "renamed" ? wayWords[way] + from : wayWords[way])).join(", ")}
        </span>
      </h3>
      {!isSameText && <Lines before={before?.source ?? ""} after={after?.source ?? ""} />}
    </section>
  );
}

function Lines({ before, after }: { before: string; after: string }) {
  return (
    <div className={styles.lines}>
      {placed(lineDiff(before, after)).map(({ key, item }) =>
        item.type === "skipped" ? (
          <div key={key} className={styles.skipped}>
            {countOf(item.lines, "line")} the same
          </div>
        ) : (
          <div key={key} className={styles.line} data-type={item.type}>
            <span className={styles.mark} aria-hidden="true">
              {{ added: "+", removed: "−", same: " " }[item.type]}
            </span>
            {item.type !== "same" && <span className="visually-hidden">{item.type}: </span>}
            <span>{item.text}</span>
          </div>
        ),
      )}
    </div>
  );
}
