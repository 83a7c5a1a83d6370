/** A text that cannot be read as a notebook; `line` counts from 1, null where no single line is at fault. */
export class NotebookParseError extends Error {
  override name = "NotebookParseError";
  constructor(
    readonly problem: string,
    readonly line: number | null,
  ) {
    super(line === null ? problem : `Line ${line}: ${problem}`);
  }
}
