/**
 * Makes lib/ingest/charset/languageModels.ts anew: node bin/charset/countLetters.mjs FOLDER, with one UTF-8 text
 * LANGUAGE.txt for each language that the file names (Vietnamese with its tones as combining marks, as in
 * windows-1258). Some 50,000 characters of ordinary words, names among them, are enough for a language.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMain } from "../setup/isMain.mjs";

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const alphabet = "abcdefghijklmnopqrstuvwxyz";
const latin = /\p{Script=Latin}|\p{M}/u;
const scripts = [
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
];

/** One language's line of the file: its letters, what each costs alone, and after each other. */
export function modelOf(text) {
  const script = scripts.find((candidate) => isMostly(candidate, text)) ?? latin;
  const isLatin = script === latin;
  const characters = Array.from(text, (one) => String.fromCodePoint(one.toLowerCase().codePointAt(0)));
  const kept = characters.map((one) => (script.test(one) ? one : " "));
  const counts = countOf(kept.filter((one) => one !== " "));
  const total = kept.length - kept.filter((one) => one === " ").length;
  const own = [...counts.keys()].filter((one) => {
    const count = counts.get(one);
    return !(isLatin && alphabet.includes(one)) && count >= 4 && count / total > 4e-5;
  });
  const letters = own.sort();
  return `${letters.map(escaped).join("")} ${aloneCosts(kept, letters)} ${pairCosts(kept, letters, isLatin)}`;
}

function isMostly(script, text) {
  const letters = Array.from(text).filter((one) => /\p{L}/u.test(one));
  return letters.filter((one) => script.test(one)).length > letters.length / 2;
}

function countOf(items) {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function aloneCosts(kept, letters) {
  const words = kept.join("").split(" ").filter(Boolean);
  const counts = countOf(words);
  return letters.map((one) => costDigit(((counts.get(one) ?? 0) + 0.3) / words.length)).join("");
}

/** Seen pairs, and for unseen ones the letter's own share, as Witten and Bell weigh them. */
function pairCosts(kept, letters, isLatin) {
  const all = [...(isLatin ? alphabet : ""), ...letters];
  const places = new Map(all.map((one, at) => [one, at + 1]));
  const size = all.length + 1;
  const pairs = Array.from({ length: size }, () => new Float64Array(size));
  const shares = new Float64Array(size).fill(0.5);
  let before = 0;
  for (const one of kept) {
    const place = places.get(one) ?? 0;
    if (before !== 0 || place !== 0) {
      pairs[before][place]++;
      shares[place]++;
    }
    before = place;
  }
  const sum = shares.reduce((some, share) => some + share, 0);
  const isAscii = (place) => place <= (isLatin ? alphabet.length : -1);
  let costs = "";
  for (const [row, counts] of pairs.entries()) {
    const seen = counts.reduce((some, count) => some + count, 0);
    const weight = Math.max(5, counts.filter((count) => count > 0).length);
    for (const [column, count] of counts.entries()) {
      if (isAscii(row) && isAscii(column)) continue;
      costs += costDigit((count + (weight * shares[column]) / sum) / (seen + weight));
    }
  }
  return costs;
}

function costDigit(share) {
  return digits[Math.max(0, Math.min(63, Math.round(-Math.log(share) * 4)))];
}

/** Marks and letters of scripts that run to the left are hard to read in source text. */
function escaped(letter) {
  const isPlain = !/[\p{M}\u0590-\u07ff\u0e00-\u0e7f]/u.test(letter);
  return isPlain ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

if (isMain(import.meta.url)) {
  const target = fileURLToPath(new URL("../../lib/ingest/charset/languageModels.ts", import.meta.url));
  let source = await readFile(target, "utf8");
  for (const [entry, language] of source.matchAll(/^ {2}(\w+):\s*"[^"]*",$/gm)) {
    const text = await readFile(join(process.argv[2] ?? ".", `${language}.txt`), "utf8");
    source = source.replace(entry, () => `  ${language}:\n    "${modelOf(text)}",`);
  }
  await writeFile(target, source);
}
