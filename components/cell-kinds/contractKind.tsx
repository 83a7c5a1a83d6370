import { Suspense } from "react";
import type { Cell } from "../../lib/notebook/document.ts";
import { FromSelect } from "../relation/FromSelect.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import type { CellKind, OutputProps } from "./cellKind.ts";
import styles from "./contractKind.module.css";
import { FaceToggle } from "./FaceToggle.tsx";
import { RunOutput } from "./RunOutput.tsx";

export const contractKind: CellKind = {
  kind: "contract",
  label: "Contract",
  short: "Gate",
  editorLanguage: "yaml",
  runnable: true,
  insertable: true,
  Output: ContractOutput,
  Builder: ContractCellBuilder,
  Controls: ContractControls,
};

const ContractBuilder = lazyPart(() =>
  import("../contract/ContractBuilder.tsx").then((module) => ({ default: module.ContractBuilder })),
);
const ContractDrift = lazyPart(() =>
  import("../contract/ContractDrift.tsx").then((module) => ({ default: module.ContractDrift })),
);

function ContractCellBuilder(props: { cell: Cell; label: string }) {
  return (
    <Suspense fallback={<div className={styles.waitingBuilder} />}>
      <ContractBuilder {...props} />
    </Suspense>
  );
}

/** What was found, above the rows that passed. */
function ContractOutput(props: OutputProps) {
  return (
    <>
      <Suspense>
        <ContractDrift cell={props.cell} label={props.label} />
      </Suspense>
      <RunOutput {...props} />
    </>
  );
}

function ContractControls({ cell, label }: { cell: Cell; label: string }) {
  return (
    <>
      <FromSelect cell={cell} label={`Relation held to ${label}`} />
      <FaceToggle cell={cell} label={label} text="Text" />
    </>
  );
}
