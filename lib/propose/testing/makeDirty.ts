import type { NativeRows } from "../../profile/testing/nativeRows.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import type { Cells } from "./scoreCleaning.ts";

const customers = [
  "Brandt & Sons",
  "Nordlicht Handel",
  "Quellwasser",
  "Ostermann Mills",
  "Fjordline Trading",
  "Pampas Foods",
  "Kyoto Paper Works",
  "Delta Bearings",
  "Hillside Dairy",
  "Marrow Optics",
];
const cities = [
  "Hamburg",
  "Leipzig",
  "Vancouver",
  "Rotterdam",
  "Bergen",
  "Cordoba",
  "Kyoto",
  "Memphis",
  "Galway",
  "Toulouse",
];
const countries = [
  "Germany",
  "Germany",
  "Canada",
  "Netherlands",
  "Norway",
  "Argentina",
  "Japan",
  "United States",
  "Ireland",
  "France",
];
const carriers = ["Express freight", "Standard parcel", "Sea container", "Collected"];

/**
 * Makes a table `orders` of 900 rows with a share of random typing errors (a letter changed, left out, put in, or swapped)
 * in its text columns, and answers its cells as they were meant. The same seed makes the same table.
 */
export async function makeDirty(
  native: NativeRows,
  { seed, typos }: { seed: number; typos: number },
): Promise<Cells> {
  const next = random(seed);
  const meant: string[][] = [];
  for (let at = 0; at < 900; at += 1) {
    const who = Math.floor(next() * customers.length);
    meant.push([
      String(at + 1),
      `C${100 + who}`,
      customers[who] ?? "",
      cities[who] ?? "",
      countries[who] ?? "",
      carriers[Math.floor(next() * carriers.length)] ?? "",
      String(Math.floor(next() * 500)),
    ]);
  }
  const dirty = meant.map((row) =>
    row.map((text, at) => (at >= 2 && at <= 5 && next() < typos ? mistyped(text, next) : text)),
  );
  const tuples = dirty.map((row) => `(${row.map((text) => quoteLiteral(text)).join(", ")})`);
  await native.run(
    `create table orders as select id::INTEGER as id, code, customer, city, country, carrier, quantity::INTEGER as quantity
    from (values ${tuples.join(", ")}) t(id, code, customer, city, country, carrier, quantity)`,
  );
  return meant;
}

function mistyped(text: string, next: () => number): string {
  const at = Math.floor(next() * (text.length - 1));
  const letter = String.fromCharCode(97 + Math.floor(next() * 26));
  const kinds = [
    text.slice(0, at) + letter + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + letter + text.slice(at),
    text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
  ];
  return kinds[Math.floor(next() * kinds.length)] ?? text;
}

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
