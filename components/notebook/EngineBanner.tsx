import { useApp, useCommands } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./EngineBanner.module.css";

/** Says that the engine is gone and offers to bring it back. */
export function EngineBanner() {
  const engine = useApp((state) => state.engine);
  const commands = useCommands();
  if (engine.status !== "crashed" && engine.status !== "failed") return null;
  return (
    <section className={styles.banner} aria-label="Engine">
      <p className={styles.text} role="alert">
        <strong>
          {engine.status === "crashed" ? "The engine stopped unexpectedly." : "The engine did not start."}
        </strong>{" "}
        {engine.error.message} {engine.error.hint}
        {engine.status === "crashed" &&
          " Your notebook and your files are safe; a restart attaches them again."}
      </p>
      {engine.status === "crashed" && (
        <Button
          label="Restart, then run everything"
          onClick={() => void commands.restartEngine({ runAll: true })}
        />
      )}
      <Button label="Restart" tone="primary" onClick={() => void commands.restartEngine()} />
    </section>
  );
}
