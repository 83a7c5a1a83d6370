import { Suspense } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { FromSelect } from "../relation/FromSelect.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import type { CellKind } from "./cellKind.ts";
import styles from "./chartKind.module.css";
import { FaceToggle } from "./FaceToggle.tsx";
import { RunOutput } from "./RunOutput.tsx";

export const cleanKind: CellKind = {
  kind: "clean",
  label: "Clean",
  short: "Clean",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: RunOutput,
  Builder: CleanCellBuilder,
  Controls: CleanControls,
};

const CleanBuilder = lazyPart(() =>
  import("../clean/CleanBuilder.tsx").then((module) => ({ default: module.CleanBuilder })),
);

function CleanCellBuilder(props: { cell: Cell; label: string }) {
  return (
    <Suspense fallback={<div className={styles.waitingBuilder} />}>
      <CleanBuilder {...props} />
    </Suspense>
  );
}

/** Which relation the recipe is for, and by which face it is changed. */
function CleanControls({ cell, label }: { cell: Cell; label: string }) {
  return (
    <>
      <FromSelect cell={cell} label={`Relation cleaned by ${label}`} />
      <FaceToggle cell={cell} label={label} text="Text" />
    </>
  );
}
