"use client";

import { Gauge, X } from "lucide-react";
import type { MatchEstimate as Estimate, RuleEstimate } from "../../lib/match/estimateMatch.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { Button } from "../ui/Button.tsx";
import styles from "./MatchEstimate.module.css";
import { useMatchEstimate } from "./useMatchEstimate.ts";

/** What a run would compare and find, asked for before it runs: pairs by blocking rule, and what share of the matches they keep. */
export function MatchEstimate({
  cell,
  label,
  most,
  all,
}: {
  cell: Cell;
  label: string;
  most: number;
  all: number;
}) {
  const { state, start, stop } = useMatchEstimate(cell.id);
  return (
    <section className={styles.estimate} aria-label={`Estimate for ${label}`}>
      <div className={styles.row}>
        {state.status === "running" ? (
          <Button icon={<X size={14} />} label="Stop estimating" onClick={stop} />
        ) : (
          <Button
            icon={<Gauge size={14} />}
            label={state.status === "done" ? "Estimate again" : "Estimate before running"}
            onClick={start}
          />
        )}
        <span className={styles.words} role="status">
          {state.status === "running" ? `Estimating … ${Math.round(100 * state.fraction)}\u00a0%` : ""}
        </span>
      </div>
      <p className={styles.words}>{workWords(most, all)}</p>
      {state.status === "failed" && (
        <p className={styles.failed} role="alert">
          {state.error.message} {state.error.hint}
        </p>
      )}
      {state.status === "done" && (
        <Found estimate={state.estimate} isLink={cell.options.from === undefined} />
      )}
    </section>
  );
}

const count = (value: number) => value.toLocaleString("en");

/** What a run will have to do, before anything is asked. */
function workWords(most: number, all: number): string {
  if (most === all) return `All ${count(all)} pairs will be scored.`;
  const share = ((100 * most) / all).toPrecision(2);
  return `At most ${count(most)} of ${count(all)} pairs will be scored (${Number(share)} %): those that share the rarest words, sounds and values.`;
}

function Found({ estimate, isLink }: { estimate: Estimate; isLink: boolean }) {
  return (
    <>
      <p className={styles.recall}>{recallWords(estimate)}</p>
      {estimate.rules.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.rules} aria-label="Pairs by blocking rule">
            <thead>
              <tr>
                <th scope="col">What records share</th>
                <th scope="col">Keys</th>
                <th scope="col">Pairs</th>
                <th scope="col">Looked into</th>
                <th scope="col">Largest block</th>
              </tr>
            </thead>
            <tbody>
              {estimate.rules.map((rule) => (
                <tr key={rule.rule}>
                  <th scope="row">{rule.rule}</th>
                  <td>{count(rule.keys)}</td>
                  <td>{count(rule.pairs)}</td>
                  <td>{rule.looked === rule.pairs ? "all" : count(rule.looked)}</td>
                  <td data-is-cut={rule.largest.isCut}>{blockWords(rule, isLink)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {estimate.rules.some(({ largest }) => largest.isCut) && (
        <p className={styles.words}>
          What too many records share tells little: blocks that are too large are not looked into, and their
          records are compared only where they share something rarer.
        </p>
      )}
    </>
  );
}

function blockWords({ largest: { text, left, right, isCut } }: RuleEstimate, isLink: boolean): string {
  const records = isLink ? `${count(left)} × ${count(right)} records` : `${count(left)} records`;
  return `“${text}”: ${records}${isCut ? ", too broad" : ""}`;
}

function recallWords({ recall, most, all }: Estimate): string {
  if (most === all) return "Every pair is compared, so blocking loses none of the matches.";
  if (recall === null)
    return "Too few likely matches were found in the sample to tell what share of them blocking keeps.";
  const percent = (share: number) => `${(100 * share).toFixed(share > 0.9995 ? 0 : 1)}\u00a0%`;
  // No sample shows that nothing at all is lost.
  const kept = recall.share > 0.99 ? "over 99\u00a0%" : `about ${percent(recall.share)}`;
  return `Blocking keeps ${kept} of the matches (95\u00a0% interval: ${percent(recall.low)} to ${percent(recall.high)}). A search by letters that uses none of these rules found ${count(Math.round(recall.likely))} likely matches of ${count(recall.records)} records; ${count(Math.round(recall.kept))} of them would be compared. Matches that neither search finds are not counted.`;
}
