"use client";

import { useRef, useState } from "react";
import { readMatch, type WantedMatch } from "../../lib/match/readMatch.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { useLeaveOnEscape } from "../params/useLeaveOnEscape.ts";
import styles from "./MatchBuilder.module.css";
import { MatchComparisons } from "./MatchComparisons.tsx";
import { MatchReview } from "./MatchReview.tsx";
import { MatchThreshold } from "./MatchThreshold.tsx";
import { useMatchLook } from "./useMatchLook.ts";
import { useMatchResults } from "./useMatchResults.ts";

const parts = { compare: "What is compared", threshold: "Threshold", review: "Review" } as const;
type Part = keyof typeof parts;

/** A match cell as a form: what is compared, where the threshold lies, and the doubtful pairs one by one. */
export function MatchBuilder({ cell, label }: { cell: Cell; label: string }) {
  const root = useRef<HTMLElement>(null);
  useLeaveOnEscape(root);
  const [part, setPart] = useState<Part>("compare");
  const wanted = readMatch(cell.source);
  return (
    <section ref={root} className={styles.builder} aria-label={`Builder of ${label}`}>
      <fieldset className={styles.parts} aria-label={`Parts of ${label}`}>
        {(Object.keys(parts) as Part[]).map((one) => (
          <button key={one} type="button" aria-pressed={one === part} onClick={() => setPart(one)}>
            {parts[one]}
          </button>
        ))}
      </fieldset>
      {wanted.ok ? (
        <Body cell={cell} label={label} part={part} wanted={wanted.value} />
      ) : (
        <p className={styles.note}>
          The text cannot be read as it stands: {wanted.error.message} {wanted.error.hint}
        </p>
      )}
    </section>
  );
}

function Body(props: { cell: Cell; label: string; part: Part; wanted: WantedMatch }) {
  const { cell, label, part, wanted } = props;
  const look = useMatchLook(cell);
  const results = useMatchResults(cell);
  if (look === null) return <p className={styles.note}>{missingOf(cell)}</p>;
  if (!look.ok)
    return (
      <p className={styles.note}>
        {look.error.message} {look.error.hint}
      </p>
    );
  if (part === "compare")
    return <MatchComparisons cell={cell} label={label} wanted={wanted} look={look.value} />;
  if (results === null)
    return <p className={styles.note}>Run the cell: then there are scored pairs to look at.</p>;
  if (part === "threshold") return <MatchThreshold cell={cell} wanted={wanted} results={results} />;
  return <MatchReview key={results.runId} cell={cell} wanted={wanted} look={look.value} results={results} />;
}

function missingOf({ options }: Cell): string {
  const names = options.from ? [options.from] : [options.left, options.right].filter(Boolean);
  if (names.length === 0) return "Choose above which relations are matched.";
  return `Run the cell: what ${names.join(" and ")} hold${names.length > 1 ? "" : "s"} is known then.`;
}
