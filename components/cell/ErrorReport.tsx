import type { CellId } from "../../lib/notebook/document.ts";
import { useUiStore } from "../notebook/UiContext.tsx";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./ErrorReport.module.css";
import { sourceExcerpt } from "./sourceExcerpt.ts";
import type { Failure } from "./useFailure.ts";

/** What happened, where, and what to try: in this order. */
export function ErrorReport({ id, failure, blocked }: { id: CellId; failure: Failure; blocked: boolean }) {
  const { error, source } = failure;
  const excerpt = sourceExcerpt(source, error);
  return (
    <div className={styles.report} data-tone={blocked ? "blocked" : "failed"}>
      <p className={styles.what}>{error.message}</p>
      {excerpt && (
        <div className={styles.where}>
          <span className={styles.line}>
            line {excerpt.line}
            {excerpt.column !== null && `, column ${excerpt.column}`}
          </span>
          <pre className={styles.source}>
            {excerpt.before}
            <mark className={styles.mark}>{excerpt.marked}</mark>
            {excerpt.after}
          </pre>
        </div>
      )}
      <div className={styles.try}>
        {error.hint && <p className={styles.hint}>{error.hint}</p>}
        <Remedy id={id} failure={failure} blocked={blocked} />
      </div>
    </div>
  );
}

/** A button, where a button can help. */
function Remedy({ id, failure, blocked }: { id: CellId; failure: Failure; blocked: boolean }) {
  const commands = useCommands();
  const engineGone = useApp((state) => state.engine.status === "crashed" || state.engine.status === "failed");
  const ui = useUiStore();
  const { code, unreached, packages } = failure.error;
  if (code === "crashed" || code === "out-of-memory" || engineGone) {
    return <Button label="Restart the engine" onClick={() => void commands.restartEngine()} />;
  }
  if (unreached)
    return (
      <Button label="Connect…" onClick={() => ui.setState({ adding: { show: "s3", address: unreached } })} />
    );
  if (packages) return <Button label="Packages…" onClick={() => ui.setState({ dialog: "packages" })} />;
  if (blocked) return <Button label="Run it with what it needs" onClick={() => void commands.run(id)} />;
  if (failure.place) return <Button label="Go to the place" onClick={() => commands.select(id, "edit")} />;
  return null;
}
