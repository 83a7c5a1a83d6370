import { Square } from "lucide-react";
import { Suspense, useEffect, useRef, useState } from "react";
import type { SourceView } from "../../lib/store/state.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { formatBytes } from "../ui/formatBytes.ts";
import { formatCount } from "../ui/formatCount.ts";
import { lazyPart } from "../ui/lazyPart.tsx";
import { whenTouched } from "../ui/whenTouched.ts";
import { ChangedSource } from "./ChangedSource.tsx";
import { loadReceipt } from "./loadReceipt.ts";
import styles from "./SourceState.module.css";
import { isDoubtful } from "./sourceDoubt.ts";

const ReceiptDetails = lazyPart(() => loadReceipt().then((module) => ({ default: module.ReceiptDetails })));
const AbsentSource = lazyPart(() =>
  import("./AbsentSource.tsx").then((module) => ({ default: module.AbsentSource })),
);
const OtherColumns = lazyPart(() =>
  import("./OtherColumns.tsx").then((module) => ({ default: module.OtherColumns })),
);
const DoubtLine = lazyPart(() => import("./DoubtLine.tsx").then((module) => ({ default: module.DoubtLine })));

/** Under a source: how far its load is, its receipt, or why it failed. */
export function SourceState({ source }: { source: SourceView }) {
  switch (source.status) {
    case "loading":
      return <LoadProgress source={source} />;
    case "missing":
    case "failed":
    case "stopped":
      return <Absent source={source} />;
    case "ready":
      return <Ready source={source} />;
  }
}

/** A source is also missing for the moment in which a notebook is opened and its samples are on their way. */
function Absent({ source }: { source: SourceView }) {
  const isSlow = useIsSlow();
  return source.status === "missing" && !isSlow ? null : (
    <Suspense>
      <AbsentSource source={source} />
    </Suspense>
  );
}

function Ready({ source }: { source: SourceView }) {
  const [open, setOpen] = useState(false);
  useEffect(() => whenTouched(() => void loadReceipt()), []);
  const isKnown = useApp((state) => state.document.sources[source.relation]?.columns !== undefined);
  const { receipt } = source;
  if (!receipt) return null;
  return (
    <>
      <button
        type="button"
        className={styles.receipt}
        aria-expanded={open}
        tabIndex={-1}
        data-rejected={receipt.rejected > 0 || undefined}
        onClick={() => setOpen(!open)}
      >
        {formatCount(receipt.loaded)} loaded · <span>{formatCount(receipt.rejected)} rejected</span>
        {!receipt.exact && <span>, {receipt.uncounted ? "not counted" : "counting…"}</span>}
      </button>
      {/* A table is being made behind a source that can already be read. */}
      {source.progress && <LoadProgress source={source} />}
      <ChangedSource source={source} />
      {isKnown && (
        <Suspense>
          <OtherColumns source={source} />
        </Suspense>
      )}
      <Suspense>
        {receipt.exact && isDoubtful(receipt) && <DoubtLine source={source} receipt={receipt} />}
        {open && <ReceiptDetails source={source} receipt={receipt} />}
      </Suspense>
    </>
  );
}

function LoadProgress({ source }: { source: SourceView }) {
  const startedAt = useRef(performance.now());
  const { progress } = source;
  if (!progress) {
    return (
      <div className={styles.progress}>
        <p>Loading…</p>
        <StopLoad source={source} />
      </div>
    );
  }
  const { bytesDone, bytesTotal, rowsDone } = progress;
  const seconds = (performance.now() - startedAt.current) / 1000;
  const rate = seconds > 0.5 && bytesDone > 0 ? ` · ${formatBytes(bytesDone / seconds)}/s` : "";
  return (
    <div className={styles.progress}>
      {bytesTotal > 0 && (
        <progress className={styles.bar} value={bytesDone} max={bytesTotal} aria-label="Loading" />
      )}
      <p>
        {formatBytes(bytesDone)}
        {bytesTotal > 0 && ` of ${formatBytes(bytesTotal)}`}
        {rate}
      </p>
      {rowsDone > 0 && <p>{formatCount(rowsDone)} rows so far</p>}
      <StopLoad source={source} />
    </div>
  );
}

/** Appears where a load takes longer than a glance: most are over before anybody could stop them. */
function StopLoad({ source }: { source: SourceView }) {
  const commands = useCommands();
  const isSlow = useIsSlow();
  if (!isSlow) return null;
  return (
    <button
      type="button"
      className={styles.link}
      aria-label={`Stop loading ${source.file}`}
      onClick={() => void commands.stopSource(source.relation)}
    >
      <Square aria-hidden="true" /> Stop
    </button>
  );
}

/** Whether something has been so for longer than a glance. */
function useIsSlow(): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), 500);
    return () => clearTimeout(timer);
  }, []);
  return isSlow;
}
