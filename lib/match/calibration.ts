import { probability } from "./expectation.ts";

/** A decided pair: the log odds that the model gave it, and what a person said. */
export interface Labelled {
  readonly odds: number;
  readonly match: boolean;
}

/** Log odds become shift + scale × log odds. */
export interface Calibration {
  readonly shift: number;
  readonly scale: number;
}

export const uncalibrated: Calibration = { shift: 0, scale: 1 };

const furthest = 12;
const mostSteps = 60;

/** Variances of shift and scale before anything is known: a shift of 2 is nothing unusual, nor is a scale of 0.7. */
const prior = { shift: 4, scale: 0.09 };

/**
 * What decided pairs teach of the model's log odds: logistic regression on them (Platt 1999) by Newton's method, held
 * near no change for as long as labels are few.
 */
export function calibrated(labelled: readonly Labelled[]): Calibration {
  const points = labelled.map(({ odds, match }) => ({
    x: Math.max(-furthest, Math.min(furthest, odds)),
    y: match ? 1 : 0,
  }));
  let at = uncalibrated;
  for (let step = 0; step < mostSteps && points.length > 0; step++) {
    const slope = { shift: at.shift / prior.shift, scale: (at.scale - 1) / prior.scale };
    const bend = { shift: 1 / prior.shift, both: 0, scale: 1 / prior.scale };
    for (const { x, y } of points) {
      const p = probability(at.shift + at.scale * x);
      const heavy = p * (1 - p);
      slope.shift += p - y;
      slope.scale += (p - y) * x;
      bend.shift += heavy;
      bend.both += heavy * x;
      bend.scale += heavy * x * x;
    }
    const size = bend.shift * bend.scale - bend.both * bend.both;
    const byShift = (bend.scale * slope.shift - bend.both * slope.scale) / size;
    const byScale = (bend.shift * slope.scale - bend.both * slope.shift) / size;
    at = shorterStep(points, at, byShift, byScale);
  }
  return { shift: at.shift, scale: Math.max(0.1, at.scale) };
}

type Points = readonly { x: number; y: number }[];

function loss(points: Points, { shift, scale }: Calibration): number {
  const held = shift ** 2 / prior.shift / 2 + (scale - 1) ** 2 / prior.scale / 2;
  return points.reduce((sum, { x, y }) => {
    const odds = shift + scale * x;
    return sum + Math.log1p(Math.exp(-Math.abs(odds))) + Math.max(0, odds) - y * odds;
  }, held);
}

/** Half the way, and half of that, until it leads down. */
function shorterStep(points: Points, at: Calibration, byShift: number, byScale: number): Calibration {
  const before = loss(points, at);
  for (let part = 1; part > 1e-3; part /= 2) {
    const next = { shift: at.shift - part * byShift, scale: at.scale - part * byScale };
    if (loss(points, next) < before) return next;
  }
  return at;
}
