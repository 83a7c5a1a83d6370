import { useCallback, useEffect, useMemo, useState } from "react";
import { type ClusterChoice, chosenMapping, firstChoice } from "../../lib/cluster/clusterChoice.ts";
import { type ClusterMethod, clusterMethods } from "../../lib/cluster/clusterMethod.ts";
import { mostTexts } from "../../lib/cluster/nearPairs.ts";
import type { RepairQuestion } from "../../lib/repair/repairMessages.ts";
import { quoteIdentifier } from "../../lib/sql/quote.ts";
import { useRows } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { countOf, formatCount } from "../ui/formatCount.ts";
import styles from "./ClusterDialog.module.css";
import { ClusterRow } from "./ClusterRow.tsx";
import type { RepairDialogProps } from "./repairDialog.ts";
import { SearchProgress } from "./SearchProgress.tsx";
import { useApplySteps } from "./useApplySteps.ts";
import { useRepairSearch } from "./useRepairSearch.ts";

const kinds = Object.keys(clusterMethods) as ClusterMethod["kind"][];

/** How many clusters are drawn before somebody asks for more. */
const shownAtOnce = 100;

/** Values of a column that look alike, to be made one: by a `map` step of a clean cell. */
export function ClusterDialog({ cell, column, result, onClose }: RepairDialogProps & { column: string }) {
  const rows = useRows();
  const apply = useApplySteps(cell, onClose);
  const { state, run, stop } = useRepairSearch();
  const [kind, setKind] = useState<ClusterMethod["kind"]>("fingerprint");
  const [strictness, setStrictness] = useState(0);
  const info = clusterMethods[kind];
  const method = info.strictness[strictness]?.method ?? info.strictness[0]?.method;

  const search = useCallback(() => {
    run(async (): Promise<RepairQuestion | { problem: string }> => {
      const from = await rows.resultSql(result.resultKey);
      if (!from.ok) return { problem: from.error.message };
      const value = `cast(${quoteIdentifier(column)} as VARCHAR)`;
      const values = await rows.select(
        `select ${value} as v, count(*) as n from ${from.value} where ${value} <> '' group by all order by n desc, v`,
        mostTexts,
      );
      if (!values.ok) return { problem: values.error.message };
      if (!method) return { problem: "There is no such method." };
      return { task: "clusters", ipc: values.value.ipc, method };
    });
  }, [run, rows, result.resultKey, column, method]);
  useEffect(search, [search]);

  const answer = state.status === "done" && state.answer.tell === "clusters" ? state.answer : null;
  const clusters = useMemo(() => answer?.clusters ?? [], [answer]);
  const [choices, setChoices] = useState<ClusterChoice[]>([]);
  const [shown, setShown] = useState(shownAtOnce);
  useEffect(() => {
    setChoices(clusters.map(firstChoice));
    setShown(shownAtOnce);
  }, [clusters]);
  const change = useCallback((at: number, part: Partial<ClusterChoice>) => {
    setChoices((old) => old.map((choice, nr) => (nr === at ? { ...choice, ...part } : choice)));
  }, []);
  const mapping = useMemo(() => chosenMapping(clusters, choices), [clusters, choices]);
  const count = Object.keys(mapping.values).length;
  const isAll = choices.length > 0 && choices.every(({ isOn }) => isOn);

  return (
    <Dialog title={`Look-alike values of ${column}`} wide onClose={onClose}>
      <div className={styles.tools}>
        <label className={styles.field}>
          <span>How alike</span>
          <select
            className={styles.choice}
            value={kind}
            onChange={({ target }) => {
              setKind(kinds.find((one) => one === target.value) ?? "fingerprint");
              setStrictness(0);
            }}
          >
            {kinds.map((one) => (
              <option key={one} value={one}>
                {clusterMethods[one].label}
              </option>
            ))}
          </select>
        </label>
        <label className={styles.field}>
          <span>Strictness</span>
          <select
            className={styles.choice}
            value={strictness}
            disabled={info.strictness.length < 2}
            onChange={({ target }) => setStrictness(Number(target.value))}
          >
            {info.strictness.map(({ label }, at) => (
              <option key={label} value={at}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <p className={styles.about}>{info.about}</p>
      </div>
      <div className={styles.body} aria-busy={state.status === "busy"}>
        <SearchProgress state={state} what="look-alikes" onStop={stop} onAgain={search} />
        {answer && clusters.length === 0 && (
          <p className={styles.empty}>
            No values look alike in this way. Try another method, or a looser one.
          </p>
        )}
        {clusters.length > 0 && (
          <ul className={styles.list} aria-label={`Clusters of ${column}`}>
            {clusters.slice(0, shown).map((cluster, at) => {
              const choice = choices[at];
              const name = cluster.members.map(({ value }) => value).join("\u0000");
              return (
                choice && (
                  <ClusterRow key={name} at={at} cluster={cluster} choice={choice} onChange={change} />
                )
              );
            })}
          </ul>
        )}
        {clusters.length > shown && (
          <Button
            label={`Show ${formatCount(Math.min(shownAtOnce, clusters.length - shown))} more`}
            onClick={() => setShown(shown + shownAtOnce)}
          />
        )}
      </div>
      <footer className={styles.foot}>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={isAll}
            disabled={clusters.length === 0}
            onChange={({ target }) =>
              setChoices((old) => old.map((one) => ({ ...one, isOn: target.checked })))
            }
          />
          Select all
        </label>
        <p className={styles.count} role="status">
          {answer && answer.total > clusters.length && `The largest ${formatCount(clusters.length)} of `}
          {answer && countOf(answer.total, "cluster")}
          {count > 0 && ` · ${countOf(count, "value")} in ${countOf(mapping.rows, "row")} will change`}
        </p>
        <Button
          label="Apply"
          tone="primary"
          disabled={count === 0}
          hint="Writes a map step into a clean cell"
          tipSide="above"
          onClick={() => apply([{ map: { column, values: mapping.values } }])}
        />
      </footer>
    </Dialog>
  );
}
