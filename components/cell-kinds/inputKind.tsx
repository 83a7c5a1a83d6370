import { Suspense } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { lazyPart } from "../ui/lazyPart.tsx";
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

const InputFace = lazyPart(() =>
  import("../params/InputFace.tsx").then((module) => ({ default: module.InputFace })),
);

function InputPreview({ cell }: { cell: Cell }) {
  return (
    <Suspense>
      <InputFace cell={cell} />
    </Suspense>
  );
}
