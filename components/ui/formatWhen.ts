const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** A moment in the reader's own time zone: 3 Mar 2026, 14:05. */
export function formatWhen(millis: number): string {
  return when.format(millis);
}
