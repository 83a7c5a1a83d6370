/** One function that rows pass through. */
export interface Step {
  kind: "map" | "filter" | "flatMap";
  call(value: unknown, index: number): unknown;
}

export interface Stepped {
  rows: unknown[];
  /** For each row the number, from 1, of the row that it was made from. */
  ordinals: number[];
}

/** Told of a row (its index, from 0) whose function threw, or whose promise was rejected. */
export type Reject = (index: number, error: unknown) => void;

/**
 * Passes a batch through steps, row by row and each row through all of them. `first` is the index of the batch's first row.
 * Promises are waited for together, and the order of rows is kept.
 */
export function applySteps(
  batch: readonly unknown[],
  first: number,
  steps: readonly Step[],
  reject: Reject,
): Stepped | Promise<Stepped> {
  if (steps.length === 0) return { rows: [...batch], ordinals: batch.map((_, i) => first + i + 1) };
  const out: Stepped = { rows: [], ordinals: [] };
  const waiting: Waiting[] = [];
  const only = steps[0];
  if (steps.length === 1 && only?.kind === "map") mapAll(batch, first, only, reject, out, waiting);
  else {
    for (let i = 0; i < batch.length; i++) {
      try {
        push(batch[i], first + i, 0, steps, out, waiting);
      } catch (error) {
        reject(first + i, error);
      }
    }
  }
  return waiting.length === 0 ? out : settle(out, waiting, steps, reject);
}

/** A row that is not known yet: what stands at `at` is its place. */
interface Waiting {
  at: number;
  index: number;
  step: number;
  input: unknown;
  promise: PromiseLike<unknown>;
}

/** The common case, kept tight: a million rows pass here. */
function mapAll(
  batch: readonly unknown[],
  first: number,
  step: Step,
  reject: Reject,
  { rows, ordinals }: Stepped,
  waiting: Waiting[],
): void {
  for (let i = 0; i < batch.length; i++) {
    try {
      const value = step.call(batch[i], first + i);
      if (isThenable(value)) {
        waiting.push({ at: rows.length, index: first + i, step: 0, input: batch[i], promise: value });
      }
      rows.push(value);
      ordinals.push(first + i + 1);
    } catch (error) {
      reject(first + i, error);
    }
  }
}

/** Puts what becomes of a value from step `from` on into `out`; throws what a step throws. */
function push(
  input: unknown,
  index: number,
  from: number,
  steps: readonly Step[],
  out: Stepped,
  waiting: Waiting[],
): void {
  let value = input;
  for (let at = from; at < steps.length; at++) {
    const step = steps[at];
    if (!step) break;
    const made = step.call(value, index);
    if (isThenable(made)) {
      waiting.push({ at: out.rows.length, index, step: at, input: value, promise: made });
      value = undefined;
      break;
    }
    if (step.kind === "flatMap" && isIterable(made)) {
      pushAll(made, index, at + 1, steps, out, waiting);
      return;
    }
    if (step.kind !== "filter") value = made;
    else if (!made) return;
  }
  out.rows.push(value);
  out.ordinals.push(index + 1);
}

/** All or nothing: a row is either kept with everything made from it or rejected. */
function pushAll(
  values: Iterable<unknown>,
  index: number,
  from: number,
  steps: readonly Step[],
  out: Stepped,
  waiting: Waiting[],
): void {
  const [rowsBefore, waitingBefore] = [out.rows.length, waiting.length];
  try {
    for (const value of values) push(value, index, from, steps, out, waiting);
  } catch (error) {
    out.rows.length = rowsBefore;
    out.ordinals.length = rowsBefore;
    // What of the row is under way may fail too, and the row is rejected already.
    for (const { promise } of waiting.splice(waitingBefore)) promise.then(undefined, () => undefined);
    throw error;
  }
}

async function settle(
  out: Stepped,
  waiting: Waiting[],
  steps: readonly Step[],
  reject: Reject,
): Promise<Stepped> {
  const rest = await Promise.allSettled(
    waiting.map(async ({ promise, input, index, step }) => goOn(await promise, input, index, step, steps)),
  );
  // A row from which several were made is rejected whole, and once.
  const rejected = new Set<number>();
  for (const [i, result] of rest.entries()) {
    const index = waiting[i]?.index ?? 0;
    if (result.status === "fulfilled" || rejected.has(index)) continue;
    rejected.add(index);
    reject(index, result.reason);
  }
  const done: Stepped = { rows: [], ordinals: [] };
  let next = 0;
  for (const [at, row] of out.rows.entries()) {
    const ordinal = out.ordinals[at] ?? 0;
    const isWaiting = waiting[next]?.at === at;
    const result = isWaiting ? rest[next++] : null;
    if (rejected.has(ordinal - 1)) continue;
    if (result === null) {
      done.rows.push(row);
      done.ordinals.push(ordinal);
    } else if (result?.status === "fulfilled") {
      for (const [i, made] of result.value.rows.entries()) {
        done.rows.push(made);
        done.ordinals.push(result.value.ordinals[i] ?? 0);
      }
    }
  }
  return done;
}

/** From a step whose promise is settled: the rest of the way, waiting again where a later step asks for it. */
async function goOn(
  made: unknown,
  input: unknown,
  index: number,
  step: number,
  steps: readonly Step[],
): Promise<Stepped> {
  const out: Stepped = { rows: [], ordinals: [] };
  const waiting: Waiting[] = [];
  const kind = steps[step]?.kind;
  if (kind === "filter") {
    if (made) push(input, index, step + 1, steps, out, waiting);
  } else if (kind === "flatMap" && isIterable(made)) {
    pushAll(made, index, step + 1, steps, out, waiting);
  } else push(made, index, step + 1, steps, out, waiting);
  if (waiting.length === 0) return out;
  return settle(out, waiting, steps, (_, error) => {
    throw error;
  });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    "then" in value &&
    typeof (value as { then: unknown }).then === "function"
  );
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}
