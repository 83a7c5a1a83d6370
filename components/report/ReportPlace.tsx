import type { Cell } from "../../lib/notebook/document.ts";
import { paramOf } from "../../lib/params/paramOf.ts";
import { describeValue } from "../../lib/params/paramText.ts";
import type { ReportItem } from "../../lib/report/report.ts";
import { CellErrorBoundary } from "../cell/CellErrorBoundary.tsx";
import { MarkdownView } from "../cell-kinds/MarkdownView.tsx";
import { InputFace } from "../params/InputFace.tsx";
import { captionOf } from "./caption.ts";
import { ReportOutput } from "./ReportOutput.tsx";
import styles from "./ReportPlace.module.css";
import { usePrinting } from "./usePrinting.ts";

/** One place of the report: what its cell shows a reader, or that there is no such cell. */
export function ReportPlace({ item, cell }: { item: ReportItem; cell: Cell | null }) {
  if (!cell) return <p className={styles.missing}>{whyMissing(item)}</p>;
  const caption = captionOf(item, cell);
  return (
    <div className={styles.place} data-kind={cell.kind}>
      {caption !== "" && <p className={styles.caption}>{caption}</p>}
      <CellErrorBoundary>
        <Content cell={cell} />
      </CellErrorBoundary>
    </div>
  );
}

function Content({ cell }: { cell: Cell }) {
  const isPrinted = usePrinting();
  if (cell.kind === "md") return <MarkdownView text={cell.source} />;
  if (cell.kind === "input") return isPrinted ? <PrintedInput cell={cell} /> : <InputFace cell={cell} />;
  return <ReportOutput cell={cell} />;
}

/** Paper has no controls: the value that is set, in words. */
function PrintedInput({ cell }: { cell: Cell }) {
  const param = paramOf(cell);
  if (!param.ok || !param.value.value.ok) return null;
  const { definition, value } = param.value;
  const text = value.ok ? describeValue(definition, value.value) : "";
  return (
    <p>
      {definition.label || cell.name}: <strong>{text === "" ? "–" : text}</strong>
    </p>
  );
}

function whyMissing({ kind, name }: ReportItem): string {
  if (kind === "text") return `The report names a text that begins “${name}”, and there is none.`;
  if (kind === "cell") return `The report names a cell “${name}”, and there is none.`;
  return `The report holds ${name}, which names no cell.`;
}
