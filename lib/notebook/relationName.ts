const firstChar = /^[\p{L}_]/u;
const goodName = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u;

/** Whether a text can be the name of a relation: letters of any script (with their marks), digits and `_`, no leading digit. */
export function isRelationName(text: string): boolean {
  return goodName.test(text);
}

/** The nearest relation name to a text: other characters become `_`, a leading digit gets `t_` before it; "" stays "". */
export function asRelationName(text: string): string {
  // Composed, since some systems hand out "é" as two characters, and a name typed by hand has one.
  const name = text.normalize("NFC").replace(/[^\p{L}\p{M}\p{Nd}_]/gu, "_");
  return name === "" || firstChar.test(name) ? name : `t_${name}`;
}

/** `base`, or `base_2`, `base_3` … where it is taken; names are compared without case. */
export function uniqueRelationName(base: string, taken: Iterable<string>): string {
  const used = new Set(Array.from(taken, (name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}
