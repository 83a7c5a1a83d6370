/** What texts are held against, as regular expressions of DuckDB (RE2). They match the whole text where it says so. */
export const textPatterns = {
  /** At either end; RE2 counts only ASCII as white space. */
  padded: "^[\\s\\x{00A0}\\x{3000}\\x{FEFF}\\x{200B}]|[\\s\\x{00A0}\\x{3000}\\x{FEFF}\\x{200B}]$",
  /** UTF-8 that was read as Latin-1 or Windows-1252, and characters that were given up. */
  mojibake: "Ã[\\x{0080}-\\x{00BF}ŸŠŒŽ€‚ƒ„…†‡ˆ‰]|Â[\\x{0080}-\\x{00BF}]|â€|ï¿½|\\x{FFFD}",
  /** Whole texts. */
  number: "\\s*[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?\\s*",
  leadingZero: "\\s*[-+]?0\\d.*",
  /** Numbers that only a comma before thousands, or only a point before the fraction, explains; and the other way round. */
  english: "\\s*[-+]?(\\d{1,3}(,\\d{3})+\\.\\d+|\\d{1,3}(,\\d{3}){2,}|\\d+\\.(\\d{1,2}|\\d{4,}))\\s*",
  continental: "\\s*[-+]?(\\d{1,3}(\\.\\d{3})+,\\d+|\\d{1,3}(\\.\\d{3}){2,}|\\d+,(\\d{1,2}|\\d{4,}))\\s*",
  /** Numbers of either kind. */
  marked: "\\s*[-+]?(\\d{1,3}([.,]\\d{3})+|\\d+)([.,]\\d+)?\\s*",
  unit: "\\s*[-+]?\\d+(\\.\\d+)?\\s*(%|°[A-Z]?|[$€£¥]|[A-Za-zµ]{1,6}\\.?)\\s*",
  iso: "\\s*\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}([T ]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s?(Z|[-+]\\d{2}(:?\\d{2})?)?)?\\s*",
  withClock: "\\s*\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}[T ].*",
  withZone:
    "\\s*\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}[T ]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s?(Z|[-+]\\d{2}(:?\\d{2})?)\\s*",
  /** Three numbers of which the last is the year; the first, or the second, too large for a month. */
  dayFirst: "\\s*(1[3-9]|2\\d|3[01])[/.-]\\d{1,2}[/.-]\\d{4}\\s*",
  monthFirst: "\\s*\\d{1,2}[/.-](1[3-9]|2\\d|3[01])[/.-]\\d{4}\\s*",
  localDate: "\\s*\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4}\\s*",
} as const;

/** Texts that stand for "nothing", in lower case. */
export const nullTokens = [
  "n/a",
  "na",
  "#n/a",
  "#na",
  "nan",
  "null",
  "(null)",
  "nil",
  "none",
  "undefined",
  "missing",
  "-",
  "--",
  "?",
  "\\n",
] as const;
