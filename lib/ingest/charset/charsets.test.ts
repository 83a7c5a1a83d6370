import { expect, test } from "vitest";
import { charsetOf, charsets } from "./charsets.ts";

test.each([
  ["UTF-8", "utf-8"],
  ["utf8", "utf-8"],
  ["utf-8-sig", "utf-8"],
  ["UTF_16", "utf-16le"],
  ["utf-16-be", "utf-16be"],
  ["latin1", "windows-1252"],
  ["latin-1", "windows-1252"],
  ["ISO-8859-1", "windows-1252"],
  ["iso_8859-2", "iso-8859-2"],
  ["iso8859-15", "iso-8859-15"],
  ["iso-8859-16", "iso-8859-16"],
  ["cp1252", "windows-1252"],
  ["Windows-1251", "windows-1251"],
  ["CP932", "shift_jis"],
  ["sjis", "shift_jis"],
  ["windows-31j", "shift_jis"],
  ["gb2312", "gb18030"],
  ["GBK", "gb18030"],
  ["cp949", "euc-kr"],
  ["ks_c_5601-1987", "euc-kr"],
  ["Big5-HKSCS", "big5"],
  ["johab", "johab"],
  ["TIS-620", "windows-874"],
  ["cp850", "ibm850"],
  ["IBM-437", "ibm437"],
  ["cp28592", "iso-8859-2"],
  ["MacRoman", "macintosh"],
  ["KOI8-U", "koi8-u"],
  ["ascii", "windows-1252"],
])("%s means %s", (label, set) => {
  expect(charsetOf(label)).toBe(set);
});

test("every set is known by its own name, and nothing by a name that is none", () => {
  for (const set of charsets) expect(charsetOf(set.toUpperCase()), set).toBe(set);
  for (const label of ["", "klingon", "cp99999", "x-user-defined", "replacement", "constructor"]) {
    expect(charsetOf(label), label).toBeNull();
  }
});
