/** A mistake in what was typed: shown without a stack. */
export class UsageError extends Error {
  name = "UsageError";
}
