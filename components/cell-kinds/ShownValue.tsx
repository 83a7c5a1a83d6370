import { Suspense, useCallback } from "react";
import type { AskedChart } from "../../lib/chart/askChart.ts";
import type { KeptResult } from "../../lib/engine/protocol.ts";
import type { Shown } from "../../lib/run/cellRun.ts";
import { useCommands, useRows } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import { JsonValue } from "./JsonValue.tsx";
import { Note } from "./Note.tsx";
import styles from "./ShownValue.module.css";
import { TextTable } from "./TextTable.tsx";

const ChartOutput = lazyPart(() =>
  import("../output/ChartOutput.tsx").then((module) => ({ default: module.ChartOutput })),
);
const HtmlOutput = lazyPart(() =>
  import("../output/HtmlOutput.tsx").then((module) => ({ default: module.HtmlOutput })),
);

/** One thing that a TypeScript cell displayed. */
export function ShownValue({
  value,
  label,
  result,
  place,
}: {
  value: Shown;
  label: string;
  result: KeptResult | null;
  /** Its place among all that the cell displayed, from 0. */
  place: number;
}) {
  const engine = useRows();
  const commands = useCommands();
  const onAsked = useCallback(
    (asked: AskedChart) => commands.chartAsked(label, place, asked),
    [commands, label, place],
  );
  switch (value.type) {
    case "text":
      return <pre className={styles.text}>{value.text}</pre>;
    case "value":
      return <JsonValue json={value.json} />;
    case "html":
      return (
        <Suspense fallback={null}>
          <HtmlOutput html={value.html} />
        </Suspense>
      );
    case "table":
      return <TextTable columns={value.columns} rows={value.rows} />;
    case "chart":
      // A displayed chart draws the rows that its cell made.
      if (!result) return <Note tone="warn">A displayed chart needs rows: let the cell export them.</Note>;
      return (
        <Suspense fallback={null}>
          <ChartOutput
            relation={label}
            spec={value.spec}
            columns={result.columns}
            rowCount={result.rowCount}
            engine={engine}
            label={label}
            owner={`${label} ${place}`}
            onAsked={onAsked}
          />
        </Suspense>
      );
  }
}
