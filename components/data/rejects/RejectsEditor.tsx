import { useCallback, useMemo, useRef, useState } from "react";
import type { RejectedRow, RejectedRows } from "../../../lib/engine/rejectedRow.ts";
import { parseFixes } from "../../../lib/ingest/fixes/sourceFixes.ts";
import {
  changedRows,
  chosenFixes,
  draftOf,
  type FixDraft,
  leavingOut,
  textOf,
  withTexts,
} from "../../../lib/rejects/fixDraft.ts";
import { useAppStore, useCommands } from "../../ui/AppContext.tsx";
import { Button } from "../../ui/Button.tsx";
import { countOf, formatCount } from "../../ui/formatCount.ts";
import { RejectedRowField } from "./RejectedRowField.tsx";
import styles from "./RejectsEditor.module.css";
import { ReplaceBar } from "./ReplaceBar.tsx";
import { useVerdicts } from "./useVerdicts.ts";

const rowsAtOnce = 200;

/** Rows to correct, a bar to correct many at once, and what will be loaded of them. */
export function RejectsEditor({
  relation,
  rejects,
  onLoaded,
  onClose,
}: {
  relation: string;
  rejects: RejectedRows;
  /** Called when fixes were loaded, to see what is still rejected. */
  onLoaded: () => Promise<void>;
  onClose: () => void;
}) {
  const store = useAppStore();
  const commands = useCommands();
  const { rows, total } = rejects;
  const [draft, setDraft] = useState(() =>
    draftOf(rows, parseFixes(store.getState().document.sources[relation]?.options?.fixes)),
  );
  const [shown, setShown] = useState(rowsAtOnce);
  const [load, setLoad] = useState<{ status: "none" | "loading" } | { status: "done"; text: string }>({
    status: "none",
  });
  const list = useRef<HTMLOListElement>(null);
  const changed = useMemo(() => changedRows(rows, draft), [rows, draft]);
  const { verdict, problem } = useVerdicts(relation, changed);
  const { fixes, fixed, out } = chosenFixes(rows, draft, verdict);
  const open = useMemo(() => rows.filter(({ key }) => key !== null && !draft.out.has(key)), [rows, draft]);
  const texts = useMemo(() => open.map((row) => textOf(draft, row)), [open, draft]);
  const showsFile = new Set(rows.map(({ file }) => file)).size > 1;

  const change = useCallback((to: (before: FixDraft) => FixDraft) => {
    // What was loaded last is no news once something else is changed.
    setLoad((before) => (before.status === "done" ? { status: "none" } : before));
    setDraft(to);
  }, []);
  const onText = useCallback(
    (row: RejectedRow, text: string) => change((before) => withTexts(before, [{ row, text }])),
    [change],
  );
  const onOut = useCallback(
    ({ key }: RejectedRow, isOut: boolean) =>
      change((before) => (key === null ? before : leavingOut(before, [key], isOut))),
    [change],
  );

  async function loadFixes(): Promise<void> {
    if (load.status === "loading") return;
    setLoad({ status: "loading" });
    const receipt = await commands.fixRejects(relation, fixes);
    if (receipt === null || receipt.error !== null) {
      const why = receipt?.error ?? `The file of ${relation} is not at hand.`;
      setLoad({ status: "done", text: `Nothing was loaded: ${why}` });
      return;
    }
    if (receipt.rejected === 0) {
      onClose();
      return;
    }
    await onLoaded();
    // The button has nothing to load now and gives the keyboard away.
    list.current?.focus();
    setLoad({
      status: "done",
      text: `${doneText(fixed, out)}. ${countOf(receipt.rejected, "row")} still rejected.`,
    });
  }

  return (
    <>
      <div className={styles.top}>
        <p className={styles.lead}>
          {countOf(total, "row")} could not be loaded. Correct their text here: the file stays as it is, and
          the notebook keeps what you change.
        </p>
        <ReplaceBar
          texts={texts}
          onReplace={(replaced) =>
            change((before) =>
              withTexts(
                before,
                open.map((row, at) => ({ row, text: replaced[at] ?? row.raw })),
              ),
            )
          }
        />
      </div>
      <ol ref={list} className={styles.rows} aria-label="Rejected rows" tabIndex={-1}>
        {rows.slice(0, shown).map((row, at) => {
          const text = textOf(draft, row);
          return (
            <RejectedRowField
              key={row.key ?? `row ${at}`}
              row={row}
              showsFile={showsFile}
              text={text}
              isOut={row.key !== null && draft.out.has(row.key)}
              verdict={row.key === null ? undefined : verdict({ key: row.key, text })}
              onText={onText}
              onOut={onOut}
            />
          );
        })}
        {rows.length > shown && (
          <li className={styles.more}>
            <Button
              label={`Show ${formatCount(Math.min(rowsAtOnce, rows.length - shown))} more of ${formatCount(rows.length - shown)}`}
              onClick={() => setShown(shown + rowsAtOnce)}
            />
          </li>
        )}
        {total > rows.length && (
          <li className={styles.more}>
            These are the first {formatCount(rows.length)} of {formatCount(total)}; the others follow when
            these are loaded.
          </li>
        )}
      </ol>
      <footer className={styles.foot}>
        <p role="status">{problem ?? footText(changed.length - fixed, load)}</p>
        <Button
          label="Leave out the rest"
          disabled={fixed + out === open.length + draft.out.size}
          onClick={() => {
            const rest = open.flatMap(({ key }) => (key === null || Object.hasOwn(fixes, key) ? [] : [key]));
            change((before) => leavingOut(before, rest, true));
          }}
        />
        <Button
          label={loadLabel(fixed, out)}
          tone="primary"
          disabled={fixed + out === 0}
          onClick={() => void loadFixes()}
        />
      </footer>
    </>
  );
}

function loadLabel(fixed: number, out: number): string {
  if (fixed === 0 && out > 0) return `Leave out ${countOf(out, "row")}`;
  return `Load ${countOf(fixed, "fixed row")}${out > 0 ? `, leave out ${formatCount(out)}` : ""}`;
}

function doneText(fixed: number, out: number): string {
  return [fixed > 0 && `${countOf(fixed, "row")} loaded`, out > 0 && `${countOf(out, "row")} left out`]
    .filter(Boolean)
    .join(", ");
}

function footText(
  open: number,
  load: { status: "none" | "loading" } | { status: "done"; text: string },
): string {
  if (load.status === "loading") return "Loading…";
  if (load.status === "done") return load.text;
  return open > 0 ? `${countOf(open, "changed row")} not loading yet` : "";
}
