import { ChevronDown, ChevronRight } from "lucide-react";
import type { CellId } from "../../lib/notebook/document.ts";
import type { SectionHead } from "../../lib/notebook/sectionState.ts";
import { sectionCells } from "../../lib/notebook/sections.ts";
import { cellView } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useApp, useAppStore, useCommands } from "../ui/AppContext.tsx";
import { countOf } from "../ui/formatCount.ts";
import { foldSections } from "./followSections.ts";
import styles from "./SectionFold.module.css";

/** What folds the section below a heading, and a line that says what is folded away there. */
export function SectionFold({ id, label, section }: { id: CellId; label: string; section: SectionHead }) {
  const store = useAppStore();
  const commands = useCommands();
  const ui = useUiStore();
  const { isFolded, cells } = section;
  const fold = (folds: boolean) => foldSections({ store, commands, ui }, [id], folds);
  return (
    <>
      <button
        type="button"
        className={styles.toggle}
        tabIndex={-1}
        aria-expanded={!isFolded}
        aria-label={`Section of ${label}, ${countOf(cells, "cell")}`}
        title={isFolded ? "Unfold the section · →" : "Fold the section · ←"}
        onClick={() => fold(!isFolded)}
      >
        {isFolded ? <ChevronRight aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
      </button>
      {isFolded && <FoldedCells id={id} cells={cells} onShow={() => fold(false)} />}
    </>
  );
}

function FoldedCells({ id, cells, onShow }: { id: CellId; cells: number; onShow: () => void }) {
  const trouble = useApp((state) => troubleBelow(state, id));
  return (
    <button type="button" className={styles.folded} onClick={onShow}>
      {countOf(cells, "cell")} folded.{trouble && <span className={styles.trouble}> {trouble}.</span>} Show
    </button>
  );
}

/** What goes on under a folded heading, in a few words: what fails there is not to stay unseen. */
function troubleBelow(state: AppState, id: CellId): string {
  const below = sectionCells(state.document.cells, id).map((one) => cellView(state, one).run.status);
  const failed = below.filter((status) => status === "failed" || status === "blocked").length;
  const running = below.filter((status) => status === "running" || status === "queued").length;
  return [failed > 0 && `${failed} failed`, running > 0 && `${running} running`].filter(Boolean).join(", ");
}
