import { Suspense, useCallback } from "react";
import type { AskedChart } from "../../lib/chart/askChart.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { relationColumns, relationRowCount } from "../../lib/store/selectors.ts";
import { FromSelect } from "../relation/FromSelect.tsx";
import { useApp, useCommands, useRows } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import type { CellKind, OutputProps } from "./cellKind.ts";
import styles from "./chartKind.module.css";
import { FaceToggle } from "./FaceToggle.tsx";
import { Note } from "./Note.tsx";

export const chartKind: CellKind = {
  kind: "chart",
  label: "Chart",
  short: "Chart",
  editorLanguage: "json",
  runnable: true,
  insertable: true,
  Output: ChartCellOutput,
  Builder: ChartCellBuilder,
  Controls: ChartControls,
};

const ChartBuilder = lazyPart(() =>
  import("../chart-builder/ChartBuilder.tsx").then((module) => ({ default: module.ChartBuilder })),
);

function ChartCellBuilder(props: { cell: Cell; label: string }) {
  return (
    <Suspense fallback={<div className={styles.waitingBuilder} />}>
      <ChartBuilder {...props} />
    </Suspense>
  );
}

const ChartOutput = lazyPart(() =>
  import("../output/ChartOutput.tsx").then((module) => ({ default: module.ChartOutput })),
);

function ChartCellOutput({ cell, label, output }: OutputProps) {
  const engine = useRows();
  const commands = useCommands();
  const onDrawing = useCallback(
    (isDrawing: boolean) => {
      if (!isDrawing) commands.chartDrawn(cell.id);
    },
    [commands, cell.id],
  );
  const onAsked = useCallback((asked: AskedChart) => commands.chartAsked(label, 0, asked), [commands, label]);
  const chart = output.chart;
  const relation = chart?.relation ?? "";
  const columns = useApp((state) => relationColumns(state, relation));
  const rowCount = useApp((state) => relationRowCount(state, relation));
  if (!chart) return null;
  if (!columns) return <Note>The relation "{relation}" is not there. Run the cell that makes it.</Note>;
  return (
    <Suspense fallback={<div className={styles.waiting} />}>
      <ChartOutput
        relation={relation}
        spec={chart.spec}
        columns={columns}
        rowCount={rowCount}
        engine={engine}
        label={label}
        owner={cell.id}
        onDrawing={onDrawing}
        onAsked={onAsked}
      />
    </Suspense>
  );
}

/** Which relation the chart draws, and by which face it is changed. */
function ChartControls({ cell, label }: { cell: Cell; label: string }) {
  return (
    <>
      <FromSelect cell={cell} label={`Relation drawn by ${label}`} />
      <FaceToggle cell={cell} label={label} />
    </>
  );
}
