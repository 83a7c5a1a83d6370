import { lazy, Suspense } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import type { CellKind } from "./cellKind.ts";

export const inputKind: CellKind = {
  kind: "input",
  label: "Input",
  short: "Input",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  isFramed: true,
  Preview: InputPreview,
};

const InputFace = lazy(() =>
  import("../params/InputFace.tsx").then((module) => ({ default: module.InputFace })),
);

function InputPreview({ cell }: { cell: Cell }) {
  return (
    <Suspense>
      <InputFace cell={cell} />
    </Suspense>
  );
}
