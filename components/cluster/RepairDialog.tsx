import { useCallback, useEffect, useMemo, useState } from "react";
import { cellsOf, type Proposal, sureEnough } from "../../lib/propose/proposal.ts";
import type { RepairQuestion } from "../../lib/repair/repairMessages.ts";
import { useRows } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { countOf } from "../ui/formatCount.ts";
import styles from "./ClusterDialog.module.css";
import { ProposalRow } from "./ProposalRow.tsx";
import type { RepairDialogProps } from "./repairDialog.ts";
import { SearchProgress } from "./SearchProgress.tsx";
import { useApplySteps } from "./useApplySteps.ts";
import { useRepairSearch } from "./useRepairSearch.ts";

const none: readonly Proposal[] = [];

/** What is likely wrong with a relation, the surest first ticked, to be mended by steps of a clean cell. */
export function RepairDialog({ cell, result, onClose }: RepairDialogProps) {
  const rows = useRows();
  const apply = useApplySteps(cell, onClose);
  const { state, run, stop } = useRepairSearch();
  const search = useCallback(() => {
    run(async (): Promise<RepairQuestion | { problem: string }> => {
      const from = await rows.resultSql(result.resultKey);
      if (!from.ok) return { problem: from.error.message };
      return { task: "proposals", from: from.value, columns: result.columns };
    });
  }, [run, rows, result]);
  useEffect(search, [search]);

  const answer = state.status === "done" && state.answer.tell === "proposals" ? state.answer.found : null;
  const proposals = answer?.proposals ?? none;
  const [isOn, setIsOn] = useState<readonly boolean[]>([]);
  useEffect(() => setIsOn(proposals.map(({ confidence }) => confidence >= sureEnough)), [proposals]);
  const chosen = useMemo(() => proposals.filter((_, at) => isOn[at]), [proposals, isOn]);
  const cells = cellsOf(chosen.map((one) => ({ from: null, to: null, rows: one.cells })));
  const tick = useCallback((at: number, on: boolean) => {
    setIsOn((old) => old.map((one, nr) => (nr === at ? on : one)));
  }, []);

  return (
    <Dialog title={`Repairs of ${cell.name}`} wide onClose={onClose}>
      <div className={styles.tools}>
        <p className={styles.about}>
          {answer
            ? `Repairs found: ${proposals.length}. Those at least ${Math.round(sureEnough * 100)} % sure are ticked.`
            : "Formats, missing values, typing errors, and values that rows like theirs do not have."}
        </p>
      </div>
      <div className={styles.body} aria-busy={state.status === "busy"}>
        <SearchProgress state={state} what="repairs" onStop={stop} onAgain={search} />
        {answer && proposals.length === 0 && (
          <p className={styles.empty}>Nothing looks wrong in these rows.</p>
        )}
        {proposals.length > 0 && (
          <ul className={styles.list} aria-label={`Repairs of ${cell.name}`}>
            {proposals.map((proposal, at) => (
              <ProposalRow
                key={`${proposal.rule} ${proposal.column} ${proposal.title} ${proposal.confidence}`}
                at={at}
                proposal={proposal}
                isOn={isOn[at] ?? false}
                onTick={tick}
              />
            ))}
          </ul>
        )}
        {answer?.notes.map((note) => (
          <p key={note} className={styles.about}>
            {note}
          </p>
        ))}
      </div>
      <footer className={styles.foot}>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={proposals.length > 0 && chosen.length === proposals.length}
            disabled={proposals.length === 0}
            onChange={({ target }) => setIsOn(proposals.map(() => target.checked))}
          />
          Select all
        </label>
        <p className={styles.count} role="status">
          {answer && `${chosen.length} of ${countOf(proposals.length, "repair")}`}
          {cells > 0 && ` · ${countOf(cells, "cell")} will change`}
        </p>
        <Button
          label="Apply"
          tone="primary"
          disabled={chosen.length === 0}
          hint="Writes the steps into a clean cell"
          tipSide="above"
          onClick={() => apply(chosen.flatMap(({ steps }) => steps))}
        />
      </footer>
    </Dialog>
  );
}
