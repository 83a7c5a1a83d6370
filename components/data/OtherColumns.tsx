import { Check } from "lucide-react";
import { columnDrift, driftText } from "../../lib/relink/columnDrift.ts";
import type { SourceView } from "../../lib/store/state.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import styles from "./DoubtLine.module.css";
import linkStyles from "./SourceState.module.css";

/** Under a source whose columns are not those that the notebook knows: how they differ, and a way to go on with them. */
export function OtherColumns({ source }: { source: SourceView }) {
  const { relation, columns, progress } = source;
  const known = useApp((state) => state.document.sources[relation]?.columns);
  const commands = useCommands();
  const drift = known && progress === null ? columnDrift(known, columns) : null;
  if (!drift) return null;
  return (
    <div className={styles.doubt}>
      <p>Other columns than this notebook knows: it {driftText(drift)}.</p>
      <button type="button" className={linkStyles.link} onClick={() => void commands.acceptColumns(relation)}>
        <Check aria-hidden="true" /> Use these columns
      </button>
    </div>
  );
}
