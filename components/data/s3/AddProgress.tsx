import { useMemo } from "react";
import { useApp } from "../../ui/AppContext.tsx";
import { formatBytes } from "../../ui/formatBytes.ts";
import { countOf } from "../../ui/formatCount.ts";
import styles from "./BucketBrowser.module.css";

/** How far relations are that are being made from a bucket; with none, it is still being asked. */
export function AddProgress({ relations }: { relations: readonly string[] }) {
  const sources = useApp((state) => state.sources);
  const { through, doneBytes, totalBytes } = useMemo(() => {
    const own = sources.filter(({ relation }) => relations.includes(relation));
    const waiting = own.filter(({ progress }) => progress !== null);
    return {
      through: own.length - waiting.length,
      doneBytes: waiting.reduce((sum, { progress }) => sum + (progress?.bytesDone ?? 0), 0),
      totalBytes: waiting.reduce((sum, { progress }) => sum + (progress?.bytesTotal ?? 0), 0),
    };
  }, [sources, relations]);
  const isAsking = relations.length === 0;
  return (
    <div className={styles.progress} role="status">
      <progress
        className={styles.bar}
        aria-label="Adding from the bucket"
        {...(isAsking || totalBytes === 0 ? {} : { value: doneBytes, max: totalBytes })}
      />
      <p className={styles.quiet}>
        {isAsking
          ? "Asking the bucket…"
          : relations.length > 1
            ? `${through} of ${countOf(relations.length, "relation")} read`
            : `Reading ${relations[0]}`}
        {doneBytes > 0 && ` · ${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`}
      </p>
    </div>
  );
}
