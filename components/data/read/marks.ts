/** A sign as a person reads it in a list. */
export interface Mark {
  value: string;
  label: string;
}

/** The usual signs between fields. */
export const delimiters: readonly Mark[] = [
  { value: ",", label: ", comma" },
  { value: ";", label: "; semicolon" },
  { value: "tab", label: "tab" },
  { value: "|", label: "| pipe" },
  { value: "space", label: "space" },
  { value: ":", label: ": colon" },
  { value: "none", label: "none: one column" },
];

export const quotes: readonly Mark[] = [
  { value: '"', label: '" double' },
  { value: "'", label: "' single" },
  { value: "none", label: "none" },
];

export const escapes: readonly Mark[] = [
  { value: "none", label: '"" doubled' },
  { value: "\\", label: "\\ backslash" },
];

export const comments: readonly Mark[] = [
  { value: "none", label: "none" },
  { value: "#", label: "# hash" },
  { value: "//", label: "// slashes" },
  { value: ";", label: "; semicolon" },
  { value: "%", label: "% percent" },
];

export const decimals: readonly Mark[] = [
  { value: ".", label: "1.5" },
  { value: ",", label: "1,5" },
];

export const thousands: readonly Mark[] = [
  { value: "none", label: "1000" },
  { value: ",", label: "1,000" },
  { value: ".", label: "1.000" },
  { value: "'", label: "1'000" },
  { value: " ", label: "1 000" },
  { value: "\u00a0", label: "1 000, fixed space" },
];

export const dateFormats: readonly Mark[] = [
  { value: "%d/%m/%Y", label: "31/12/2026" },
  { value: "%m/%d/%Y", label: "12/31/2026" },
  { value: "%d.%m.%Y", label: "31.12.2026" },
  { value: "%d-%m-%Y", label: "31-12-2026" },
  { value: "%Y/%m/%d", label: "2026/12/31" },
  { value: "%Y%m%d", label: "20261231" },
  { value: "%d-%b-%Y", label: "31-Dec-2026" },
  { value: "%d/%m/%Y %H:%M", label: "31/12/2026 23:59" },
  { value: "%m/%d/%Y %H:%M", label: "12/31/2026 23:59" },
];

/** A sign as options write it, however it was said. */
export function markValue(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const names: Readonly<Record<string, string>> = { "": "none", "\t": "tab", "\\t": "tab", " ": "space" };
  return names[value] ?? value;
}

/** What a list says of a sign that was found: short, so that the sign itself is in sight. */
export function markLabel(value: string | undefined, usual: readonly Mark[]): string {
  if (value === undefined) return "Automatic";
  return `Auto: ${usual.find((mark) => mark.value === value)?.label ?? value}`;
}
