"use client";

import { useMemo, useRef } from "react";
import { commonColumns, listedNames } from "../../lib/compare/plan.ts";
import { readCompare } from "../../lib/compare/readCompare.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationColumns } from "../../lib/store/selectors.ts";
import { NameChips } from "../events/NameChips.tsx";
import { useLeaveOnEscape } from "../params/useLeaveOnEscape.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./CompareBuilder.module.css";
import { TextChecks } from "./TextChecks.tsx";
import { ToleranceFields } from "./ToleranceFields.tsx";
import { useCompareEdit } from "./useCompareEdit.ts";
import { useCompareSummary } from "./useCompareSummary.ts";

/** A compare cell as a form: by which key, what is left out, and what counts as the same. */
export function CompareBuilder({ cell, label }: { cell: Cell; label: string }) {
  const root = useRef<HTMLElement>(null);
  useLeaveOnEscape(root);
  const { from = "", to = "" } = cell.options;
  const before = useApp((state) => relationColumns(state, from));
  const after = useApp((state) => relationColumns(state, to));
  const isThere = from !== "" && to !== "" && before !== null && after !== null;
  return (
    <section ref={root} className={styles.builder} aria-label={`Builder of ${label}`}>
      {isThere ? (
        <Form cell={cell} before={before} after={after} />
      ) : from === "" || to === "" ? (
        <p className={styles.note}>
          Choose above what is compared: from the relation as it was, to the relation as it is now.
        </p>
      ) : (
        <>
          {before === null && <Unknown cell={cell} name={from} />}
          {after === null && to !== from && <Unknown cell={cell} name={to} />}
        </>
      )}
    </section>
  );
}

/** A relation of which nothing is known yet, with what would change that. */
function Unknown({ cell, name }: { cell: Cell; name: string }) {
  const commands = useCommands();
  const maker = useApp((state) =>
    state.document.cells.find((one) => one.name !== "" && one.name.toLowerCase() === name.toLowerCase()),
  );
  return (
    <div className={styles.line}>
      <p className={styles.note}>
        {maker
          ? `The columns of ${name} are known once it has run.`
          : `There is no ${name} yet: choose another relation above, or add the data.`}
      </p>
      {maker && maker.id !== cell.id && (
        <Button label={`Run ${name}`} onClick={() => void commands.run(maker.id)} />
      )}
    </div>
  );
}

type Columns = NonNullable<ReturnType<typeof relationColumns>>;

function Form({ cell, before, after }: { cell: Cell; before: Columns; after: Columns }) {
  const { from = "", to = "", key = "" } = cell.options;
  const write = useCompareEdit(cell);
  const summary = useCompareSummary(cell);
  const choices = useMemo(() => readCompare(cell.source), [cell.source]);
  const common = useMemo(
    () => commonColumns({ name: from, columns: before }, { name: to, columns: after }),
    [from, to, before, after],
  );
  if (!choices.ok)
    return (
      <p className={styles.note}>
        The text cannot be read as it stands: {choices.error.message} {choices.error.hint}
      </p>
    );
  const keys = listedNames(key, [...before, ...after]);
  const names = common.map((pair) => pair.after.name);
  const proposed = key === "" && summary ? summary.keys : [];
  const isIn = (list: readonly string[], name: string) =>
    list.some((one) => one.toLowerCase() === name.toLowerCase());
  const rest = common.filter((pair) => !isIn([...keys, ...proposed], pair.after.name));
  const compared = rest.filter((pair) => !isIn(choices.value.ignore, pair.after.name));
  return (
    <div className={styles.form}>
      <NameChips
        label="Rows are the same by"
        none={proposed.length > 0 ? `${proposed.join(", ")} (proposed)` : "a key that is proposed"}
        names={keys}
        offered={names}
        onWrite={write.key}
      />
      <NameChips
        label="Columns that are not compared"
        none="all are compared"
        names={choices.value.ignore}
        offered={rest.map((pair) => pair.after.name)}
        onWrite={(value) => write.text({ key: "ignore", value })}
      />
      <ToleranceFields
        tolerance={choices.value.tolerance}
        columns={compared}
        onWrite={(value) => write.text({ key: "tolerance", value })}
      />
      <TextChecks
        text={choices.value.text}
        columns={compared}
        onWrite={(value) => write.text({ key: "text", value })}
      />
    </div>
  );
}
