"use client";

import { type KeyboardEvent, useEffect, useState } from "react";
import type { QueuedPair } from "../../lib/match/pairQueue.ts";
import type { WantedMatch } from "../../lib/match/readMatch.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { useCommands, useRows } from "../ui/AppContext.tsx";
import { Button } from "../ui/Button.tsx";
import styles from "./MatchBuilder.module.css";
import { loadRecord, type MatchResults, type RecordTexts } from "./matchData.ts";
import { PairView } from "./PairView.tsx";
import { useMatchEdit } from "./useMatchEdit.ts";
import type { MatchLook } from "./useMatchLook.ts";

/** The doubtful pairs one by one: each answer is written into the cell's text, and the next run learns from them. */
export function MatchReview(props: {
  cell: Cell;
  wanted: WantedMatch;
  look: MatchLook;
  results: MatchResults;
}) {
  const { cell, wanted, look, results } = props;
  const edit = useMatchEdit(cell.id);
  const commands = useCommands();
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const decided = new Set(wanted.decisions.map(({ left, right }) => keyOf(left, right)));
  const waiting = results.queue.filter(
    ({ left, right }) => !decided.has(keyOf(left, right)) && !skipped.includes(keyOf(left, right)),
  );
  const [pair] = waiting;
  const answer = (match: boolean) => {
    if (pair)
      edit({
        key: "decisions",
        value: [...wanted.decisions, { left: pair.left, right: pair.right, match }],
      });
  };
  const skip = () => pair && setSkipped([...skipped, keyOf(pair.left, pair.right)]);
  const undo = () => {
    if (skipped.length > 0) setSkipped(skipped.slice(0, -1));
    else if (wanted.decisions.length > 0) {
      const rest = wanted.decisions.slice(0, -1);
      edit({ key: "decisions", value: rest.length > 0 ? rest : null });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = { y: () => answer(true), n: () => answer(false), s: skip, u: undo }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <section className={styles.review} aria-label="Review" onKeyDown={onKeyDown}>
      {pair ? (
        <Pair key={keyOf(pair.left, pair.right)} pair={pair} look={look} />
      ) : (
        <p className={styles.note}>
          No doubtful pair is left of this run. Run the cell again for the next ones.
        </p>
      )}
      <div className={styles.row}>
        <Button label="Match" hint="y" tone="primary" disabled={!pair} onClick={() => answer(true)} />
        <Button label="No match" hint="n" disabled={!pair} onClick={() => answer(false)} />
        <Button label="Skip" hint="s" tone="quiet" disabled={!pair} onClick={skip} />
        <Button
          label="Undo"
          hint="u"
          tone="quiet"
          disabled={skipped.length === 0 && wanted.decisions.length === 0}
          onClick={undo}
        />
        <span className={styles.quiet} role="status">
          {wanted.decisions.length === 0 ? "None decided yet" : `${wanted.decisions.length} decided`}
          {`, ${waiting.length} doubtful waiting`}
        </span>
        {wanted.decisions.length > 0 && (
          <Button label="Run again with them" tone="quiet" onClick={() => void commands.run(cell.id)} />
        )}
      </div>
    </section>
  );
}

const keyOf = (left: string, right: string) => JSON.stringify([left, right]);

function Pair({ pair, look }: { pair: QueuedPair; look: MatchLook }) {
  const rows = useRows();
  const [records, setRecords] = useState<readonly (RecordTexts | null)[] | null>(null);
  useEffect(() => {
    let isLatest = true;
    const select: typeof rows.select = (sql, most) => rows.select(sql, most);
    void Promise.all([
      loadRecord(select, look.left, pair.left),
      loadRecord(select, look.right ?? look.left, pair.right),
    ]).then(
      (loaded) => isLatest && setRecords(loaded),
      () => isLatest && setRecords([null, null]),
    );
    return () => {
      isLatest = false;
    };
  }, [rows, look, pair]);
  return <PairView pair={pair} look={look} records={records} />;
}
