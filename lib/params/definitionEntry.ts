import type { Node } from "yaml";

/** A key's value, and where it stands (both for messages). */
export interface Entry {
  readonly node: Node;
  readonly value: Plain;
}

/** YAML as plain data; numbers stay the text they were written as, since no float holds 38 digits. */
export type Plain = string | boolean | null | NumberText | Plain[] | { [key: string]: Plain };

/** A number as it was written. */
export class NumberText {
  constructor(readonly text: string) {}

  toJSON(): string {
    return this.text;
  }
}

/** Thrown inside, and answered as a value. */
export class DefinitionError extends Error {
  override name = "DefinitionError";
  constructor(
    message: string,
    readonly node: Node | null,
    readonly hint: string,
  ) {
    super(message);
  }
}
