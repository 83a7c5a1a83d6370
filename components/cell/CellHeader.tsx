import { Suspense } from "react";
import type { CellId } from "../../lib/notebook/document.ts";
import { cellById, cellView } from "../../lib/store/selectors.ts";
import type { AppState } from "../../lib/store/state.ts";
import type { CellKind } from "../cell-kinds/cellKind.ts";
import { useApp } from "../ui/AppContext.tsx";
import { lazyPart } from "../ui/lazyPart.tsx";
import { CellActions } from "./CellActions.tsx";
import styles from "./CellHeader.module.css";
import { CellName } from "./CellName.tsx";
import { CellStatus } from "./CellStatus.tsx";

const CellFlags = lazyPart(() => import("./CellFlags.tsx").then((module) => ({ default: module.CellFlags })));

/** The line above the source: name and options at the left, state and actions at the right. */
export function CellHeader(props: { id: CellId; kind: CellKind; label: string; isPreviewed: boolean }) {
  const { id, kind, label, isPreviewed } = props;
  const hasName = useApp((state) => (cellById(state, id)?.name ?? "") !== "");
  const hasFlags = useApp((state) => isUnusual(state, id));
  return (
    <div className={styles.header} data-floating={isPreviewed || undefined}>
      {hasName && <CellName id={id} label={label} />}
      {kind.Controls && <KindControls id={id} kind={kind} label={label} />}
      {/* An input takes no time. */}
      {!kind.isFramed && <CellStatus id={id} />}
      {hasFlags && (
        <Suspense>
          <CellFlags id={id} />
        </Suspense>
      )}
      <span className={styles.space} />
      <CellActions id={id} kind={kind} label={label} />
    </div>
  );
}

/** Whether the cell says how it takes part in runs, or was left out of one. */
function isUnusual(state: AppState, id: CellId): boolean {
  const { disabled, frozen, keep } = cellById(state, id)?.options ?? {};
  return (disabled ?? frozen ?? keep) !== undefined || cellView(state, id).left !== undefined;
}

function KindControls({ id, kind, label }: { id: CellId; kind: CellKind; label: string }) {
  const cell = useApp((state) => cellById(state, id));
  return cell && kind.Controls ? <kind.Controls cell={cell} label={label} /> : null;
}
