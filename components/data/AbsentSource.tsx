import { RotateCw } from "lucide-react";
import { isInBucket } from "../../lib/relink/isInBucket.ts";
import type { SourceView } from "../../lib/store/state.ts";
import { useApp, useCommands } from "../ui/AppContext.tsx";
import { MissingSource } from "./MissingSource.tsx";
import { ReadButton } from "./ReadButton.tsx";
import styles from "./SourceState.module.css";
import { ConnectButton } from "./s3/ConnectButton.tsx";

/** Under a source without data: why it has none, and what can be done about it. */
export function AbsentSource({ source }: { source: SourceView }) {
  switch (source.status) {
    case "failed":
      return <Failed source={source} />;
    case "stopped":
      return <Stopped source={source} />;
    default:
      return <MissingSource source={source} />;
  }
}

function Failed({ source }: { source: SourceView }) {
  const { relation, file, receipt } = source;
  const commands = useCommands();
  const location = useApp((state) => state.document.sources[relation]?.location ?? "");
  return (
    <div className={styles.failed} role="alert">
      {receipt?.error ?? `${file} could not be loaded.`}
      {isInBucket(location) ? (
        <>
          <button
            type="button"
            className={styles.link}
            onClick={() => void commands.waysIn().then(({ s3 }) => s3.attachMissing())}
          >
            <RotateCw aria-hidden="true" /> Try again
          </button>
          <ConnectButton address={location} className={styles.link} />
        </>
      ) : (
        <ReadButton relation={relation} />
      )}
      <Remove source={source} />
    </div>
  );
}

function Stopped({ source }: { source: SourceView }) {
  const commands = useCommands();
  return (
    <div className={styles.missing} role="status">
      <p>{source.receipt?.error ?? "Loading was stopped."}</p>
      <button type="button" className={styles.link} onClick={() => void commands.loadAgain(source.relation)}>
        Load {source.file} again
      </button>
      <Remove source={source} />
    </div>
  );
}

function Remove({ source }: { source: SourceView }) {
  const commands = useCommands();
  return (
    <button type="button" className={styles.link} onClick={() => commands.removeSource(source.relation)}>
      Remove it from the list
    </button>
  );
}
