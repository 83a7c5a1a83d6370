"use client";

import { useState } from "react";
import type { WantedMatch } from "../../lib/match/readMatch.ts";
import type { Expectation } from "../../lib/match/threshold.ts";
import type { Cell } from "../../lib/notebook/document.ts";
import { Button } from "../ui/Button.tsx";
import { formatCount } from "../ui/formatCount.ts";
import styles from "./MatchBuilder.module.css";
import type { MatchResults } from "./matchData.ts";
import { useMatchEdit } from "./useMatchEdit.ts";

/** How sure a pair must be, with what that is expected to bring. */
export function MatchThreshold(props: { cell: Cell; wanted: WantedMatch; results: MatchResults }) {
  const { cell, wanted, results } = props;
  const edit = useMatchEdit(cell.id);
  const said = wanted.threshold ?? results.chosen;
  const [dragged, setDragged] = useState<number | null>(null);
  const value = dragged ?? said;
  const expected = expectedAt(results.curve, value);
  const settle = () => {
    if (dragged !== null && dragged !== said) edit({ key: "threshold", value: dragged });
    setDragged(null);
  };
  return (
    <div className={styles.threshold}>
      <Curve curve={results.curve} at={value} />
      <label className={styles.slider}>
        <span>
          Pairs count as matches from a probability of <output>{value.toFixed(2)}</output>
        </span>
        <input
          type="range"
          aria-label="Threshold"
          min={0.01}
          max={0.99}
          step={0.01}
          value={value}
          onChange={({ target }) => setDragged(Number(target.value))}
          onPointerUp={settle}
          onKeyUp={settle}
          onBlur={settle}
        />
      </label>
      <p className={styles.expected}>
        {expected
          ? `Expected: ${percent(expected.precision)} of the ${formatCount(expected.accepted)} accepted pairs are right, and ${percent(expected.recall)} of the matches among the candidates are found.`
          : "No pair is that sure."}
      </p>
      <div className={styles.row}>
        {wanted.threshold !== null ? (
          <Button
            label="Back to the proposal"
            tone="quiet"
            onClick={() => edit({ key: "threshold", value: null })}
          />
        ) : (
          <span className={styles.quiet}>
            Proposed: {results.chosen.toFixed(2)}, where right and found are expected to balance best.
          </span>
        )}
      </div>
    </div>
  );
}

const percent = (share: number) => `${share > 0.995 && share < 1 ? "over 99" : Math.round(100 * share)} %`;

/** Thresholds fall along a curve: the last that is not below the wanted one says what it brings. */
function expectedAt(curve: readonly Expectation[], threshold: number): Expectation | null {
  return curve.filter((point) => point.threshold >= threshold - 1e-9).at(-1) ?? null;
}

const [width, height] = [320, 96];

function Curve({ curve, at }: { curve: readonly Expectation[]; at: number }) {
  const line = (of: (point: Expectation) => number) =>
    curve
      .map((point) => `${(point.threshold * width).toFixed(1)},${((1 - of(point)) * height).toFixed(1)}`)
      .join(" ");
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 -4 ${width} ${height + 8}`}
        role="img"
        aria-label="Expected precision and recall by threshold"
        preserveAspectRatio="none"
      >
        <line className={styles.now} x1={at * width} x2={at * width} y1={-4} y2={height + 4} />
        <polyline className={styles.precision} points={line(({ precision }) => precision)} />
        <polyline className={styles.recall} points={line(({ recall }) => recall)} />
      </svg>
      <figcaption className={styles.legend}>
        <span data-line="precision">right of the accepted</span>
        <span data-line="recall">found of the matches</span>
      </figcaption>
    </figure>
  );
}
