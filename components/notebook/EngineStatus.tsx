import { useRef } from "react";
import type { CellRun } from "../../lib/run/cellRun.ts";
import type { AppState } from "../../lib/store/state.ts";
import { useApp } from "../ui/AppContext.tsx";
import { Elapsed } from "../ui/Elapsed.tsx";
import { formatBytes } from "../ui/formatBytes.ts";
import styles from "./Toolbar.module.css";

/** What the engine is doing, and how much memory it has taken. */
export function EngineStatus() {
  const engine = useApp((state) => state.engine);
  switch (engine.status) {
    case "starting":
      return <Status tone="busy" word="Starting" />;
    case "failed":
      return <Status tone="danger" word="Did not start" detail={engine.error.message} />;
    case "crashed":
      return <Status tone="danger" word="Stopped unexpectedly" detail={engine.error.message} />;
    case "ready":
      return (
        <Ready
          heapBytes={engine.heapBytes}
          memoryLimitBytes={engine.memoryLimitBytes}
          duckdb={withExtensions(engine.duckdb, engine.extensions)}
        />
      );
  }
}

function Ready(props: { heapBytes: number; memoryLimitBytes: number; duckdb: string }) {
  const busy = useApp((state) => state.busy);
  const startedAt = useApp(runningSince);
  // Between two cells nothing runs for a moment; the word must not flicker then.
  const since = useRef<number | null>(null);
  since.current = busy ? (startedAt ?? since.current) : null;
  const memory = `${formatBytes(props.heapBytes)} of ${formatBytes(props.memoryLimitBytes)}`;
  const share = Math.min(1, props.heapBytes / props.memoryLimitBytes);
  return (
    <span
      className={styles.engine}
      data-tone={busy ? "busy" : "idle"}
      title={`DuckDB ${props.duckdb}. Memory: ${memory}`}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.engineWord}>
        {busy ? "Running" : "Idle"}
        {busy && since.current !== null && (
          <>
            {" "}
            <Elapsed startedAt={since.current} />
          </>
        )}
      </span>
      <span className={styles.memory}>
        <span className={styles.meter} aria-hidden="true">
          <span
            style={{ inlineSize: `${Math.max(3, share * 100)}%` }}
            data-tone={share > 0.85 ? "warn" : undefined}
          />
        </span>
        {memory}
      </span>
    </span>
  );
}

function Status({ tone, word, detail }: { tone: "busy" | "danger"; word: string; detail?: string }) {
  return (
    <span className={styles.engine} data-tone={tone} title={detail}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.engineWord}>{word}</span>
    </span>
  );
}

function withExtensions(version: string, extensions: readonly string[]): string {
  return extensions.length === 0 ? version : `${version} with ${extensions.join(", ")}`;
}

function runningSince(state: AppState): number | null {
  const running = Object.values(state.cells)
    .map((view) => view.run)
    .find((run): run is Extract<CellRun, { status: "running" }> => run.status === "running");
  return running?.startedAt ?? null;
}
