"use client";

import { useMemo, useRef } from "react";
import type { Column } from "../../lib/engine/protocol.ts";
import { ChoiceError } from "../../lib/events/choiceError.ts";
import type { EventChoices } from "../../lib/events/choices.ts";
import { compileEvents, logOf } from "../../lib/events/compileEvents.ts";
import { guessColumns } from "../../lib/events/guessColumns.ts";
import { readEvents } from "../../lib/events/text/readEvents.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationColumns } from "../../lib/store/selectors.ts";
import { showFace } from "../cell-kinds/faces.ts";
import { useLeaveOnEscape } from "../params/useLeaveOnEscape.ts";
import { RelationNeeded } from "../relation/RelationNeeded.tsx";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import { AnalysisPicker } from "./AnalysisPicker.tsx";
import { ChartIt } from "./ChartIt.tsx";
import { ColumnsRow } from "./ColumnsRow.tsx";
import styles from "./EventsBuilder.module.css";
import { FilterRow } from "./FilterRow.tsx";
import { GroupBench } from "./GroupBench.tsx";
import { OptionsForm } from "./OptionsForm.tsx";
import { optionFields } from "./optionFields.ts";
import { Timeline } from "./Timeline.tsx";
import { useSamples } from "./useSamples.ts";

/** An events cell as a form: each choice is written into its text as YAML, and read back from there. */
export function EventsBuilder({ cell, label }: { cell: Cell; label: string }) {
  const root = useRef<HTMLElement>(null);
  useLeaveOnEscape(root);
  const from = cell.options.from ?? "";
  const columns = useApp((state) => relationColumns(state, from));
  const read = useMemo(() => choicesOf(cell.source), [cell.source]);
  return (
    <section ref={root} className={styles.builder} aria-label={`Builder of ${label}`}>
      {from === "" || !columns ? (
        <RelationNeeded cell={cell} label="Read the relation" purpose="These are questions to a relation" />
      ) : typeof read === "string" ? (
        <Unreadable cell={cell} message={read} />
      ) : (
        <Form cell={cell} columns={columns} choices={read} />
      )}
    </section>
  );
}

/** What a text says, or why it says nothing. */
function choicesOf(source: string): EventChoices | string {
  try {
    return readEvents(source);
  } catch (thrown) {
    if (thrown instanceof ChoiceError) return `${thrown.message} ${thrown.hint}`;
    throw thrown;
  }
}

function Form(props: { cell: Cell; columns: readonly Column[]; choices: EventChoices }) {
  const { cell, columns, choices } = props;
  const relation = cell.options.from ?? "";
  const samples = useSamples(relation, columns);
  const guessed = useMemo(() => guessColumns(columns, samples ?? new Map()), [columns, samples]);
  const { kind } = choices.analysis;
  const context = { cell, columns, choices, guessed };
  const missing = useMemo(
    () => missingOf(choices, relation, columns, guessed),
    [choices, relation, columns, guessed],
  );
  return (
    <>
      <AnalysisPicker cell={cell} kind={kind} />
      <ColumnsRow {...context} />
      {kind === "group" ? (
        <GroupBench {...context} group={choices.analysis.of} />
      ) : (
        <OptionsForm
          key={kind}
          {...context}
          path={[kind]}
          fields={optionFields[kind]}
          of={{ ...choices.analysis.of }}
        />
      )}
      <FilterRow {...context} />
      {missing && <p className={styles.note}>{missing}</p>}
      <div className={styles.below}>
        <ChartIt cell={cell} choices={choices} />
        {kind !== "group" && kind !== "window" && <Timeline {...context} />}
      </div>
    </>
  );
}

/** What is not said yet, or does not fit, for the cell to run; null where it can. */
function missingOf(
  choices: EventChoices,
  relation: string,
  columns: readonly Column[],
  guessed: FormContext["guessed"],
): string | null {
  try {
    compileEvents(choices, logOf(choices, relation, columns, guessed));
    return null;
  } catch (thrown) {
    if (thrown instanceof ChoiceError) return `${thrown.message} ${thrown.hint}`;
    throw thrown;
  }
}

/** What each part of the form gets. */
export interface FormContext {
  cell: Cell;
  columns: readonly Column[];
  choices: EventChoices;
  guessed: ReturnType<typeof guessColumns>;
}

function Unreadable({ cell, message }: { cell: Cell; message: string }) {
  const commands = useCommands();
  const notebookId = useApp((state) => state.notebookId);
  return (
    <div className={styles.line}>
      <p className={styles.note}>The text cannot be read: {message}</p>
      <Button
        label="Mend it in the text"
        onClick={() => {
          showFace(notebookId, cell.name, { builder: true, spec: true });
          commands.select(cell.id, "edit");
        }}
      />
    </div>
  );
}
