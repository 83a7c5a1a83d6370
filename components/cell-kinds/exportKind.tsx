import { Suspense } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { FromSelect } from "../relation/FromSelect.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import type { CellKind } from "./cellKind.ts";
import styles from "./exportKind.module.css";
import { FaceToggle } from "./FaceToggle.tsx";
import { RunOutput } from "./RunOutput.tsx";

export const exportKind: CellKind = {
  kind: "export",
  label: "Export",
  short: "Out",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: RunOutput,
  Builder: ExportCellBuilder,
  Controls: ExportControls,
};

const ExportBuilder = lazyPart(() =>
  import("../export-cell/ExportBuilder.tsx").then((module) => ({ default: module.ExportBuilder })),
);

function ExportCellBuilder(props: { cell: Cell; label: string }) {
  return (
    <Suspense fallback={<div className={styles.waitingBuilder} />}>
      <ExportBuilder {...props} />
    </Suspense>
  );
}

function ExportControls({ cell, label }: { cell: Cell; label: string }) {
  return (
    <>
      <FromSelect cell={cell} label={`Relation written by ${label}`} />
      <FaceToggle cell={cell} label={label} text="Text" />
    </>
  );
}
