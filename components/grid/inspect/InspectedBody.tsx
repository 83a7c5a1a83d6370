import { useState } from "react";
import { hexLines } from "../../../lib/grid/inspect/blobBytes.ts";
import type { InspectedValue } from "../../../lib/grid/inspect/inspectedValue.ts";
import { withVisibleBlanks } from "../../../lib/grid/inspect/textFacts.ts";
import { countOf } from "../../ui/formatCount.ts";
import styles from "./Inspector.module.css";
import { ValueTree } from "./ValueTree.tsx";

/** A value as what it is: a tree, bytes, digits, an instant in two zones, or its text. */
export function InspectedBody(props: { seen: InspectedValue; blanks: boolean; asText: boolean }) {
  const { seen, blanks, asText } = props;
  switch (seen.kind) {
    case "null":
      return <span className={styles.quiet}>NULL</span>;
    case "text":
      return <LongText text={seen.text} blanks={blanks} />;
    case "tree":
      return asText ? <LongText text={seen.text} blanks={blanks} /> : <ValueTree tree={seen.tree} />;
    case "number":
      return (
        <>
          <div>{seen.text}</div>
          {seen.grouped !== null && <div className={styles.quiet}>{seen.grouped}</div>}
        </>
      );
    case "times":
      return (
        <dl className={styles.times}>
          {seen.times.map(({ zone, text }) => (
            <div key={zone}>
              <dt>{zone}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      );
    case "bytes":
      return <HexDump bytes={seen.bytes} />;
  }
}

/** Of a longer text so much is drawn at first: a browser takes its time to break millions of characters into lines. */
const drawnLength = 100_000;

function LongText({ text, blanks }: { text: string; blanks: boolean }) {
  const [whole, setWhole] = useState("");
  if (text === "") return <span className={styles.quiet}>Empty text</span>;
  const isWhole = text.length <= drawnLength || whole === text;
  const drawn = isWhole ? text : text.slice(0, drawnLength);
  return (
    <>
      <pre className={styles.text}>{blanks ? withVisibleBlanks(drawn) : drawn}</pre>
      {!isWhole && (
        <button type="button" className={styles.more} onClick={() => setWhole(text)}>
          Show all {countOf(text.length, "character")}
        </button>
      )}
    </>
  );
}

const drawnBytes = 4_096;

function HexDump({ bytes }: { bytes: Uint8Array }) {
  const [whole, setWhole] = useState<Uint8Array | null>(null);
  if (bytes.length === 0) return <span className={styles.quiet}>No bytes</span>;
  const isWhole = bytes.length <= drawnBytes || whole === bytes;
  const lines = hexLines(isWhole ? bytes : bytes.subarray(0, drawnBytes), 16);
  return (
    <>
      <pre className={styles.hex}>
        {lines.map(({ offset, hex, ascii }) => (
          <div key={offset}>
            <span className={styles.quiet}>{offset}</span> {hex.padEnd(lines.length > 1 ? 47 : 0)} {ascii}
          </div>
        ))}
      </pre>
      {!isWhole && (
        <button type="button" className={styles.more} onClick={() => setWhole(bytes)}>
          Show all {countOf(bytes.length, "byte")}
        </button>
      )}
    </>
  );
}
