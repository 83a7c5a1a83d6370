import { Suspense, useMemo } from "react";
import { isCountsText } from "../../lib/compare/countsText.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { FromSelect } from "../relation/FromSelect.tsx";
import { RelationSelect } from "../relation/RelationSelect.tsx";
import { useCommands } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import type { CellKind, OutputProps } from "./cellKind.ts";
import styles from "./chartKind.module.css";
import waiting from "./compareKind.module.css";
import { FaceToggle } from "./FaceToggle.tsx";
import { RunOutput } from "./RunOutput.tsx";

export const compareKind: CellKind = {
  kind: "compare",
  label: "Compare",
  short: "Diff",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: CompareOutput,
  Builder: CompareCellBuilder,
  Controls: CompareControls,
};

const CompareBuilder = lazyPart(() =>
  import("../compare/CompareBuilder.tsx").then((module) => ({ default: module.CompareBuilder })),
);
const CompareView = lazyPart(() =>
  import("../compare/CompareView.tsx").then((module) => ({ default: module.CompareView })),
);

function CompareCellBuilder(props: { cell: Cell; label: string }) {
  return (
    <Suspense fallback={<div className={styles.waitingBuilder} />}>
      <CompareBuilder {...props} />
    </Suspense>
  );
}

/** What differs, to look through, over the rows that say it. Its numbers stand there, and need no sentence as well. */
function CompareOutput(props: OutputProps) {
  const { output } = props;
  const shown = useMemo(
    () => ({ ...output, messages: output.messages.filter((message) => !isCountsText(message)) }),
    [output],
  );
  return (
    <>
      <Suspense fallback={<Waiting hasRows={(output.result?.rowCount ?? 0) > 0} />}>
        <CompareView cell={props.cell} label={props.label} />
      </Suspense>
      <RunOutput {...props} output={shown} />
    </>
  );
}

function Waiting({ hasRows }: { hasRows: boolean }) {
  return hasRows ? (
    <div className={waiting.waiting}>
      <div />
    </div>
  ) : null;
}

function CompareControls({ cell, label }: { cell: Cell; label: string }) {
  const commands = useCommands();
  return (
    <>
      <FromSelect cell={cell} label={`Relation before, of ${label}`} />
      <RelationSelect
        cell={cell}
        word="to"
        label={`Relation after, of ${label}`}
        value={cell.options.to ?? ""}
        onChoose={(name) => commands.setOption(cell.id, "to", name)}
      />
      <FaceToggle cell={cell} label={label} text="Text" />
    </>
  );
}
