import { IngestError } from "../../types.ts";

/** What `read` answers; where it reads beyond the end of a record, an IngestError that says so. */
export function wholeRecords<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new IngestError(
      "The workbook is damaged: one of its records ends early. Open it in Excel and save it as .xlsx.",
      { cause },
    );
  }
}
