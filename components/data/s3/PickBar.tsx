import { Square } from "lucide-react";
import { useState } from "react";
import { sourceRelationName } from "../../../lib/notebook/sourceRelationName.ts";
import { addressName } from "../../../lib/s3/addressName.ts";
import { type BucketChoice, chosenTotal } from "../../../lib/s3/bucketChoice.ts";
import type { BucketEntry } from "../../../lib/s3/bucketEntries.ts";
import type { Connection } from "../../../lib/s3/connection.ts";
import { choicePattern } from "../../../lib/s3/keyPattern.ts";
import type { S3Request } from "../../../lib/store/ways/addS3.ts";
import { Button } from "../../ui/Button.tsx";
import { formatBytes } from "../../ui/formatBytes.ts";
import { countOf, formatCount } from "../../ui/formatCount.ts";
import { AddProgress } from "./AddProgress.tsx";
import styles from "./BucketBrowser.module.css";
import { useAdding } from "./useAdding.ts";

/** What was chosen comes to, and adding it: together or each for itself. Without a choice, all that a pattern found. */
export function PickBar(props: {
  connection: Connection;
  choice: BucketChoice;
  /** What is listed beside the choice. */
  shown: readonly BucketEntry[];
  /** The pattern that was searched for, where it found anything, and what it found. */
  pattern: string | null;
  matched: readonly BucketEntry[];
  onClear: () => void;
  onDone: () => void;
}) {
  const { connection, choice, shown, pattern, matched, onClear, onDone } = props;
  const [name, setName] = useState("");
  const adding = useAdding(onDone);
  const isChosen = choice.size > 0;
  const { objects, prefixes, bytes } = chosenTotal(
    isChosen || pattern === null ? choice : new Map(matched.map((entry) => [entry.key, entry])),
  );
  const count = objects.length + prefixes.length;
  const beside = shown.filter(({ key }) => !choice.has(key)).map(({ key }) => key);
  const what: S3Request["what"] = !isChosen && pattern !== null ? { pattern } : { objects, prefixes, beside };
  const usual =
    count === 0
      ? ""
      : (("pattern" in what
          ? what.pattern
          : choicePattern(
              objects.map(({ key }) => key),
              prefixes,
              beside,
            )) ?? "");

  function add(asOne: boolean): void {
    void adding.add({ connection: connection.name, what, asOne, name: name.trim() });
  }

  if (adding.state.at === "adding") {
    return (
      <div className={styles.pick}>
        <AddProgress relations={adding.state.relations} />
        <Button icon={<Square />} label="Stop" onClick={adding.stop} />
      </div>
    );
  }
  return (
    <div className={styles.pick}>
      {adding.state.error && (
        <div className={styles.refused} role="alert">
          <p>{adding.state.error.message}</p>
          {adding.state.error.hint && <p className={styles.quiet}>{adding.state.error.hint}</p>}
        </div>
      )}
      <div className={styles.total}>
        <p role="status">
          {count === 0 ? "Nothing chosen" : totalText(objects.length, bytes, prefixes.length)}
        </p>
        {isChosen && <Button label="Choose nothing" tone="quiet" onClick={onClear} />}
      </div>
      <div className={styles.adds}>
        <label className={styles.named}>
          <span>Name</span>
          <input
            className={styles.typed}
            autoComplete="off"
            spellCheck={false}
            value={name}
            placeholder={
              usual === "" ? "" : sourceRelationName(addressName(`s3://${connection.bucket}/${usual}`), [])
            }
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        {count > 1 && (
          <Button label="Add each as a relation" disabled={count === 0} onClick={() => add(false)} />
        )}
        <Button
          label={count > 1 || prefixes.length > 0 ? "Add as one relation" : "Add"}
          tone="primary"
          disabled={count === 0}
          onClick={() => add(true)}
        />
      </div>
    </div>
  );
}

function totalText(objects: number, bytes: number, prefixes: number): string {
  const texts = [
    ...(objects > 0 ? [`${countOf(objects, "object")}, ${formatBytes(bytes)}`] : []),
    ...(prefixes > 0
      ? [`all below ${prefixes === 1 ? "one prefix" : `${formatCount(prefixes)} prefixes`}`]
      : []),
  ];
  return texts.join(", and ");
}
