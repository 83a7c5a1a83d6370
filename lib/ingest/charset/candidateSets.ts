import type { DoubleByteSet } from "./charsets.ts";
import type { Language } from "./languageModels.ts";
import type { SingleByteSet } from "./singleByteTables.ts";

const western: readonly Language[] = [
  "en",
  "fr",
  "de",
  "es",
  "pt",
  "it",
  "nl",
  "sv",
  "da",
  "no",
  "fi",
  "is",
  "ca",
  "ga",
  "eu",
  "gl",
];
const central: readonly Language[] = ["pl", "cs", "sk", "hu", "sl", "hr", "ro", "sq", "de"];
const baltic: readonly Language[] = ["lt", "lv", "et"];
const cyrillic: readonly Language[] = ["ru", "uk", "bg", "sr", "mk", "be"];

/** Sets of one byte a character: the languages written in them, and how rare they are among files (−ln P). */
export const singleByteCandidates: readonly {
  set: SingleByteSet;
  languages: readonly Language[];
  rarity: number;
  /** The same among files that show no sign of Windows. */
  unixRarity?: number;
  /** false where the languages are of another script. */
  isLatin?: boolean;
}[] = [
  { set: "windows-1252", languages: [...western, "sq"], rarity: 0 },
  { set: "windows-1251", languages: cyrillic, rarity: 1.5, isLatin: false },
  { set: "windows-1250", languages: central, rarity: 1.5 },
  { set: "windows-1253", languages: ["el"], rarity: 2, isLatin: false },
  { set: "windows-1254", languages: ["tr"], rarity: 3 },
  { set: "windows-1255", languages: ["he"], rarity: 2, isLatin: false },
  { set: "windows-1256", languages: ["ar", "fa", "ur"], rarity: 2, isLatin: false },
  { set: "windows-1257", languages: baltic, rarity: 3 },
  { set: "windows-1258", languages: ["vi"], rarity: 4 },
  { set: "windows-874", languages: ["th"], rarity: 2, isLatin: false },
  { set: "iso-8859-2", languages: central, rarity: 2.5, unixRarity: 1.4 },
  { set: "iso-8859-3", languages: ["mt", "eo", "tr"], rarity: 6 },
  { set: "iso-8859-4", languages: baltic, rarity: 4 },
  { set: "iso-8859-5", languages: cyrillic, rarity: 3, isLatin: false },
  { set: "iso-8859-6", languages: ["ar"], rarity: 3, isLatin: false },
  { set: "iso-8859-7", languages: ["el"], rarity: 2.5, unixRarity: 1.9, isLatin: false },
  { set: "iso-8859-8", languages: ["he"], rarity: 2.5, isLatin: false },
  { set: "iso-8859-10", languages: ["is", "lt", "et"], rarity: 6 },
  { set: "iso-8859-13", languages: baltic, rarity: 3 },
  { set: "iso-8859-14", languages: ["cy", "ga"], rarity: 5 },
  { set: "iso-8859-15", languages: western, rarity: 2.5 },
  { set: "iso-8859-16", languages: ["ro", "pl", "hu", "sl", "hr"], rarity: 5 },
  { set: "koi8-r", languages: ["ru", "bg"], rarity: 2, isLatin: false },
  { set: "koi8-u", languages: ["uk", "be", "ru"], rarity: 2.5, isLatin: false },
  { set: "macintosh", languages: western, rarity: 3 },
  { set: "x-mac-centraleurope", languages: central, rarity: 5 },
  { set: "x-mac-cyrillic", languages: cyrillic, rarity: 5, isLatin: false },
  { set: "x-mac-greek", languages: ["el"], rarity: 5, isLatin: false },
  { set: "x-mac-turkish", languages: ["tr"], rarity: 5 },
  { set: "ibm866", languages: cyrillic, rarity: 2.5, isLatin: false },
  { set: "ibm855", languages: cyrillic, rarity: 4, isLatin: false },
  { set: "ibm850", languages: western, rarity: 3 },
  { set: "ibm437", languages: western, rarity: 3.5 },
  { set: "ibm858", languages: western, rarity: 5 },
  { set: "ibm852", languages: central, rarity: 3.5 },
  { set: "ibm737", languages: ["el"], rarity: 4, isLatin: false },
  { set: "ibm775", languages: baltic, rarity: 4.5 },
  { set: "ibm857", languages: ["tr"], rarity: 4 },
  { set: "ibm862", languages: ["he"], rarity: 4.5, isLatin: false },
];

/** Sets of one byte or two, and how rare they are among files (−ln P). */
export const doubleByteCandidates: readonly { set: DoubleByteSet; rarity: number }[] = [
  { set: "shift_jis", rarity: 1 },
  { set: "gb18030", rarity: 1 },
  { set: "euc-kr", rarity: 1.5 },
  { set: "big5", rarity: 1.5 },
  { set: "euc-jp", rarity: 2 },
  { set: "johab", rarity: 4 },
];
