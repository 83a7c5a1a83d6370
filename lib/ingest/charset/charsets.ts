import { type SingleByteSet, singleByteTables } from "./singleByteTables.ts";

/** Sets whose characters take one byte or two (in GB18030 four, in EUC-JP three). */
export const doubleByteSets = ["shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "johab"] as const;
export type DoubleByteSet = (typeof doubleByteSets)[number];

const otherSets = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "utf-32le",
  "utf-32be",
  "iso-2022-jp",
  "iso-2022-kr",
] as const;

/** A character set's one name here: the WHATWG's where browsers know it. */
export type Charset = SingleByteSet | DoubleByteSet | (typeof otherSets)[number];

/** Every set that can be decoded. */
export const charsets: readonly Charset[] = [
  ...otherSets,
  ...doubleByteSets,
  ...Object.keys(singleByteTables).filter(isSingleByteSet),
];

/** Whether a name is that of a set of one byte a character. */
export function isSingleByteSet(name: string): name is SingleByteSet {
  return Object.hasOwn(singleByteTables, name);
}

/** Whether a name is that of a set of one or two bytes a character. */
export function isDoubleByteSet(name: string): name is DoubleByteSet {
  return doubleByteSets.some((set) => set === name);
}

// Numbers of code pages, as Windows, DOS and Python use them: "cp932", "windows-949", "ibm850", "x-cp1251".
const codePages = new Map<string, Charset>(
  Object.entries({
    "367": "utf-8",
    "819": "windows-1252",
    "874": "windows-874",
    "932": "shift_jis",
    "943": "shift_jis",
    "936": "gb18030",
    "949": "euc-kr",
    "950": "big5",
    "1200": "utf-16le",
    "1201": "utf-16be",
    "1361": "johab",
    "10000": "macintosh",
    "10006": "x-mac-greek",
    "10007": "x-mac-cyrillic",
    "10029": "x-mac-centraleurope",
    "10081": "x-mac-turkish",
    "12000": "utf-32le",
    "12001": "utf-32be",
    "20127": "utf-8",
    "20866": "koi8-r",
    "20932": "euc-jp",
    "21866": "koi8-u",
    "50220": "iso-2022-jp",
    "50221": "iso-2022-jp",
    "50222": "iso-2022-jp",
    "50225": "iso-2022-kr",
    "51932": "euc-jp",
    "51949": "euc-kr",
    "54936": "gb18030",
    "65001": "utf-8",
  }),
);

const aliases = new Map<string, Charset>(
  Object.entries({
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16le",
    "utf-32": "utf-32le",
    "ucs-4": "utf-32le",
    gbk: "gb18030",
    "big5-hkscs": "big5",
    big5hkscs: "big5",
    uhc: "euc-kr",
    "mac-roman": "macintosh",
    macroman: "macintosh",
    "mac-cyrillic": "x-mac-cyrillic",
    maccyrillic: "x-mac-cyrillic",
    "mac-latin2": "x-mac-centraleurope",
    "x-mac-ce": "x-mac-centraleurope",
    "iso-8859-8-i": "iso-8859-8",
    "iso8859-16": "iso-8859-16",
    "latin-9": "iso-8859-15",
    latin10: "iso-8859-16",
  }),
);

/** The set that a label means, however it is spelled ("latin1", "cp932", "SJIS", "Windows-1251"); null for none. */
export function charsetOf(label: string): Charset | null {
  const name = label
    .trim()
    .toLowerCase()
    .replaceAll("_", "-")
    .replace(/\s+/g, "-")
    .replace(/^utf-?(8|16|32)-?/, "utf-$1")
    .replace(/^utf-8(?=sig)/, "utf-8-");
  const alias = aliases.get(name);
  if (alias) return alias;
  const known = charsets.find((set) => set === name || set.replaceAll("_", "-") === name);
  if (known) return known;
  const page = /^(?:x-)?(?:cp|ibm|ms|windows|code-?page)-?0*(\d+)$/.exec(name)?.[1];
  if (page) {
    const numbered = codePages.get(page) ?? latinPage(page);
    const byNumber = [`ibm${page}`, `windows-${page}`].find(isSingleByteSet);
    if (numbered ?? byNumber) return numbered ?? byNumber ?? null;
  }
  return platformName(label.trim()) ?? platformName(name.replace(/^latin-(\d)$/, "latin$1"));
}

/** Windows counts the parts of ISO 8859 from 28591. */
function latinPage(page: string): Charset | null {
  const part = Number(page) - 28590;
  return part >= 1 && part <= 16 ? charsetOf(`iso-8859-${part}`) : null;
}

/** The WHATWG's own aliases are in every platform's TextDecoder. */
function platformName(label: string): Charset | null {
  try {
    const { encoding } = new TextDecoder(label);
    return aliases.get(encoding) ?? charsets.find((set) => set === encoding) ?? null;
  } catch {
    // A RangeError says that the platform knows no such label, which is the answer.
    return null;
  }
}
