/** What YAML's core schema takes for nothing, a truth or a number; every other plain scalar is a text. */
const nothing = /^(?:~|[Nn]ull|NULL)?$/;
const truth = /^(?:[Tt]rue|TRUE|[Ff]alse|FALSE)$/;
const integer = /^[-+]?[0-9]+$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const otherNumber = /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;

/** Whether YAML reads an unquoted word as something that is not a text. */
export function isMoreThanText(plain: string): boolean {
  return [nothing, truth, integer, float, otherNumber].some((pattern) => pattern.test(plain));
}

/** What an unquoted word says; `undefined` for numbers that are written in unusual ways. */
export function plainValue(plain: string): string | number | boolean | null | undefined {
  if (nothing.test(plain)) return null;
  if (truth.test(plain)) return /^t/i.test(plain);
  if (integer.test(plain)) return plain.length < 24 ? Number(plain) : undefined;
  if (float.test(plain)) return Number(plain);
  return otherNumber.test(plain) ? undefined : plain;
}
