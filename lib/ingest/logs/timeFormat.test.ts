import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { iso } from "../json/isoTime.ts";
import { type NativeDuckDb, openNativeDuckDb } from "../testing/nativeDuckDb.ts";
import { TimeFormat } from "./timeFormat.ts";

let native: NativeDuckDb;
beforeAll(async () => {
  native = await openNativeDuckDb();
});

const encoder = new TextEncoder();

/** Nanoseconds since 1970, and whether the text named a zone. */
function read(format: string, text: string, year: number | null = null) {
  const bytes = encoder.encode(text);
  const kind = new TimeFormat(format, year).parse(bytes, 0, bytes.length);
  if (kind === "none") return null;
  return {
    kind,
    nanos: (BigInt(iso.days) * 86_400_000_000n + BigInt(iso.micros)) * 1000n + BigInt(iso.nanos),
  };
}

describe("times by their format", () => {
  test.each([
    "%d/%b/%Y:%H:%M:%S %z",
    "%Y/%m/%d %H:%M:%S",
    "%a %b %d %H:%M:%S.%f %Y",
    "%Y-%m-%dT%H:%M:%S.%f%z",
    "%m/%d/%y %I:%M:%S %p",
    "%Y%m%d%H%M%S",
  ])("%s is read as native DuckDB reads it", async (format) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }),
        fc.integer({ min: 0, max: 999_999 }),
        fc.integer({ min: -11, max: 11 }),
        async (seconds, micros, offset) => {
          const at = `(make_timestamp(${seconds}::BIGINT * 1000000) + to_microseconds(${micros}))`;
          // strftime knows no offset, so it is put in by hand.
          const zone = `${offset < 0 ? "-" : "+"}${String(Math.abs(offset)).padStart(2, "0")}30`;
          const written = format.replace("%z", zone);
          const { rows } = await native.read(
            `WITH t AS (SELECT strftime(${at}, '${written}') AS s)
             SELECT s, epoch_us(strptime(s, '${format}')::TIMESTAMP) FROM t`,
          );
          const [text = "", expected] = rows[0] ?? [];
          expect(read(format, text ?? "")?.nanos).toBe(BigInt(expected ?? "0") * 1000n);
        },
      ),
      { numRuns: 25 },
    );
  });

  test.each([
    ["%s", "1521911720.865716", 1521911720865716000n],
    ["%s", "-1.5", -1500000000n],
    ["%s", "0", 0n],
    ["%s", "1521911720.123456789", 1521911720123456789n],
    ["%Q", "1521911720865", 1521911720865000000n],
    ["%b %e %H:%M:%S %Y", "Feb  1 00:00:00 1970", 2678400000000000n],
    ["%b %e %H:%M:%S %Y", "FEB 1 00:00:00 1970", 2678400000000000n],
    ["%Y-%m-%d %H:%M:%S %z", "1970-01-01 00:00:00 UTC", 0n],
    ["%Y-%m-%d %H:%M:%S %z", "1970-01-01 01:00:00 +01", 0n],
  ])("%s reads %s", (format, text, nanos) => {
    expect(read(format, text)?.nanos).toBe(nanos);
  });

  test.each([
    ["%d/%b/%Y", "31/Feb/2024"],
    ["%d/%b/%Y", "01/Foo/2024"],
    ["%d/%b/%Y", "01/Jan/2024 "],
    ["%d/%b/%Y", "01/Jan/202"],
    ["%H:%M %d %m %Y", "24:00 01 01 2024"],
    ["%I %p %d %m %Y", "13 PM 01 01 2024"],
    ["%s", "12a"],
    ["%s", "1e5"],
    ["%s", ""],
    ["%s", "99999999999999"],
    ["%Y-%m-%d %f", "2024-01-01 1234567890"],
    ["%b %e", "Jan  1"],
    ["iso", "2024-01-01"],
    ["%Y-%m-%d %z", "2024-01-01 +0260"],
    ["%Y-%m-%d %z", "2024-01-01 PST"],
  ])("%s does not read %s", (format, text) => {
    expect(read(format, text)).toBeNull();
  });

  test("any text is read or refused, never beyond its end", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("%d/%b/%Y:%H:%M:%S %z", "%s", "%Q", "%a %b %e %H:%M:%S.%f %Y", "%I:%M %p %e %b"),
        fc.string({ unit: fc.constantFrom(..."0123456789 :/.+-ZJanPMUTC"), maxLength: 30 }),
        (format, text) => {
          const alone = read(format, text, 2024);
          const bytes = encoder.encode(`${text}0123456789 +00:00`);
          const kind = new TimeFormat(format, 2024).parse(bytes, 0, text.length);
          expect(kind).toBe(alone?.kind ?? "none");
        },
      ),
      { numRuns: 2000 },
    );
  });
});
