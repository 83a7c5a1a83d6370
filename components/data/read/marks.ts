/** A sign as a person reads it in a list. */
export interface Mark {
  value: string;
  label: string;
}

/** The usual signs between fields. */
export const delimiters: readonly Mark[] = [
  { value: ",", label: "Comma ," },
  { value: ";", label: "Semicolon ;" },
  { value: "tab", label: "Tab" },
  { value: "|", label: "Pipe |" },
  { value: "space", label: "Space" },
  { value: ":", label: "Colon :" },
  { value: "none", label: "None: one column" },
];

export const quotes: readonly Mark[] = [
  { value: '"', label: 'Double "' },
  { value: "'", label: "Single '" },
  { value: "none", label: "None" },
];

export const escapes: readonly Mark[] = [
  { value: "none", label: "Doubled quotes" },
  { value: "\\", label: "Backslash \\" },
];

export const comments: readonly Mark[] = [
  { value: "none", label: "None" },
  { value: "#", label: "Hash #" },
  { value: "//", label: "Slashes //" },
  { value: ";", label: "Semicolon ;" },
  { value: "%", label: "Percent %" },
];

export const decimals: readonly Mark[] = [
  { value: ".", label: "Point 1.5" },
  { value: ",", label: "Comma 1,5" },
];

export const thousands: readonly Mark[] = [
  { value: "none", label: "None 1000" },
  { value: ",", label: "Comma 1,000" },
  { value: ".", label: "Point 1.000" },
  { value: "'", label: "Apostrophe 1'000" },
  { value: " ", label: "Space 1 000" },
  { value: "\u00a0", label: "Fixed space 1 000" },
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

/** What a list says of a sign that was found. */
export function markLabel(value: string | undefined, usual: readonly Mark[]): string {
  if (value === undefined) return "Automatic";
  const known = usual.find((mark) => mark.value === value);
  return `Automatic (${known ? known.label.toLowerCase() : value})`;
}
