import { memo, Suspense } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellById, cellLabel, cellView, selectedMode } from "../../lib/store/selectors.ts";
import { cellKindOf } from "../cell-kinds/cellKinds.ts";
import { useUi } from "../notebook/UiContext.tsx";
import { useApp } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import styles from "./Cell.module.css";
import { CellErrorBoundary } from "./CellErrorBoundary.tsx";
import { CellGutter } from "./CellGutter.tsx";
import { CellHeader } from "./CellHeader.tsx";
import { CellResult } from "./CellResult.tsx";
import { CellSource } from "./CellSource.tsx";
import { useIsInRange } from "./useIsInRange.ts";

const SectionFold = lazyPart(() =>
  import("../fingers/SectionFold.tsx").then((module) => ({ default: module.SectionFold })),
);

/** One cell: its gutter, and a card with its source and what running it gave. */
export const Cell = memo(function Cell({ id }: { id: CellId }) {
  const kindName = useApp((state) => cellById(state, id)?.kind ?? "");
  const label = useApp((state) => cellLabel(state, id));
  const status = useApp((state) => cellView(state, id).run.status);
  const mode = useApp((state) => selectedMode(state, id));
  const wide = useUi((state) => state.wide[id] === true);
  const scrolled = useUi((state) => state.scrolled[id] === true);
  const section = useUi((state) => state.sections.heads[id]);
  const inRange = useIsInRange(id);
  const kind = cellKindOf(kindName);
  const isPreviewed = kind.Preview !== undefined && !kind.isFramed && mode !== "edit";
  return (
    <fieldset
      className={styles.cell}
      aria-label={`Cell ${label}`}
      data-cell-id={id}
      data-kind={kindName}
      data-run={status}
      data-mode={mode ?? undefined}
      data-in-range={inRange || undefined}
      data-wide={wide || undefined}
      data-scrolled={scrolled || undefined}
      data-head={section ? "" : undefined}
      tabIndex={mode === null ? -1 : 0}
    >
      <CellGutter id={id} kind={kind} />
      <div className={styles.card} data-plain={isPreviewed || undefined}>
        <CellHeader id={id} kind={kind} label={label} isPreviewed={isPreviewed} />
        <CellErrorBoundary>
          <CellSource id={id} kind={kind} label={label} mode={mode} />
          <CellResult id={id} kind={kind} label={label} />
        </CellErrorBoundary>
      </div>
      {section && (
        <Suspense>
          <SectionFold id={id} label={label} section={section} />
        </Suspense>
      )}
    </fieldset>
  );
});
