/** What a workbook may grow to before it is taken for a bomb or for more than a tab can hold. */
export const limits = {
  /** Columns and rows of a sheet, as Excel has them; LibreOffice's widest sheets have the same. */
  columns: 16_384,
  rows: 1_048_576,
  /** Bytes of a zip's directory, and members of the zip. */
  directoryBytes: 64 << 20,
  members: 200_000,
  /** A member is a bomb when it inflates to both: more than this many bytes, and more than this often its own size. */
  bombBytes: 2 ** 30,
  bombRatio: 400,
  /** Characters that all shared strings may have together, and how many there may be. */
  sharedCharacters: 512 << 20,
  sharedStrings: 32 << 20,
  /** Characters of one piece of XML: a tag, or text between two tags. */
  xmlPiece: 16 << 20,
  /** Cells that a repeat count of an OpenDocument sheet may stand for. */
  repeatedCells: 16 << 20,
  /** Bytes of a file in the old binary format, which is held in memory as a whole. */
  compoundBytes: 1 << 30,
  /** Cells of a range whose blank rows are to be kept. */
  keptCells: 4_000_000,
  sheets: 10_000,
  styles: 1 << 20,
  merges: 1 << 20,
} as const;
