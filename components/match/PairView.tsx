"use client";

import { markedParts, type QueuedPair } from "../../lib/match/pairQueue.ts";
import type { RecordTexts } from "./matchData.ts";
import styles from "./PairView.module.css";
import type { MatchLook } from "./useMatchLook.ts";

const mostReasons = 6;

/** Two records side by side with what differs marked, and why they scored as they did. */
export function PairView(props: {
  pair: QueuedPair;
  look: MatchLook;
  /** null until they are there. */
  records: readonly (RecordTexts | null)[] | null;
}) {
  const { pair, look, records } = props;
  const [left, right] = records ?? [];
  const lines = records ? linesOf(look, left ?? new Map(), right ?? new Map()) : [];
  const names = [look.left.relation, (look.right ?? look.left).relation];
  return (
    <div className={styles.pair}>
      <div className={styles.scroll}>
        <table className={styles.records}>
          <thead>
            <tr>
              <th scope="col">{`probability ${pair.probability.toFixed(2)}`}</th>
              <th scope="col">{`${names[0]} ${pair.left}`}</th>
              <th scope="col">{`${names[1]} ${pair.right}`}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ name, values: [a, b] }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Marked text={a} other={b} />
                </td>
                <td>
                  <Marked text={b} other={a} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Reasons pair={pair} />
    </div>
  );
}

function Marked({ text, other }: { text: string | null; other: string | null }) {
  if (text === null) return <span className={styles.none}>NULL</span>;
  let at = 0;
  return markedParts(text, other ?? "").map((part) => {
    const key = at;
    at += part.text.length;
    return part.isOwn && other !== null ? (
      <mark key={key}>{part.text}</mark>
    ) : (
      <span key={key}>{part.text}</span>
    );
  });
}

/** Compared columns first and side by side, then what only one of the records has. */
function linesOf(look: MatchLook, left: RecordTexts, right: RecordTexts) {
  const lines: { name: string; values: [string | null, string | null] }[] = [];
  const used = new Set<string>();
  for (const one of look.proposal) {
    lines.push({
      name: one.left === one.right ? one.left : `${one.left} ↔ ${one.right}`,
      values: [left.get(one.left) ?? null, right.get(one.right) ?? null],
    });
    used.add(`l ${one.left}`).add(`r ${one.right}`);
  }
  for (const [name, value] of left) {
    if (used.has(`l ${name}`) || name === look.left.key) continue;
    const theirs = used.has(`r ${name}`) ? null : (right.get(name) ?? null);
    used.add(`r ${name}`);
    if (value !== null || theirs !== null) lines.push({ name, values: [value, theirs] });
  }
  for (const [name, value] of right)
    if (!used.has(`r ${name}`) && name !== (look.right ?? look.left).key && value !== null)
      lines.push({ name, values: [null, value] });
  return lines;
}

function Reasons({ pair }: { pair: QueuedPair }) {
  const told = pair.reasons.filter(({ weight }) => Math.abs(weight) >= 0.05).slice(0, mostReasons);
  const most = Math.max(1, ...told.map(({ weight }) => Math.abs(weight)));
  return (
    <ul className={styles.reasons} aria-label="Reasons">
      {told.map(({ measure, words, weight }) => (
        <li key={measure}>
          <span className={styles.bar} data-side={weight > 0 ? "for" : "against"}>
            <span style={{ width: `${(50 * Math.abs(weight)) / most}%` }} />
          </span>
          <span>
            {measure}: {words}
          </span>
          <span className={styles.quiet}>{weight > 0 ? "for" : "against"}</span>
        </li>
      ))}
    </ul>
  );
}
