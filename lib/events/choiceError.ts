/** Where in a cell's text something stands: keys and places in lists, from the outside in. */
export type Path = readonly (string | number)[];

/** Thrown inside for choices that mean nothing; what asked for them answers it as a value, at its line. */
export class ChoiceError extends Error {
  override name = "ChoiceError";
  constructor(
    message: string,
    readonly hint: string,
    readonly path: Path,
    /** A name that is not known, and those that are: one of them may have been meant. */
    readonly names?: { written: string; known: readonly string[] },
    /** The key at the path is what is wrong, not what stands behind it. */
    readonly isKey = false,
  ) {
    super(message);
  }
}
