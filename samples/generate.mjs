// Makes the sample data of the welcome notebook: a made-up shop, the same bytes every time.
// Run by hand after a change here: node samples/generate.mjs
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

let state = 20260301;
const random = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 4294967296;
};
const pick = (list) => list[Math.floor(random() * list.length)];

const vendors = [
  "Acme Tools",
  "Borealis Audio",
  "Café Lumière",
  "Dunlin & Sons",
  "Eiderdown Home",
  "Fjord Outdoor",
  "Greenhouse Co",
  "Harbor Optics",
];
const categories = {
  "Acme Tools": ["Hammer", "Drill", "Saw", "Level"],
  "Borealis Audio": ["Headphones", "Speaker", "Turntable"],
  "Café Lumière": ["Espresso cup", "Grinder", "Kettle"],
  "Dunlin & Sons": ["Raincoat", "Boots", "Scarf"],
  "Eiderdown Home": ["Duvet", "Pillow", "Blanket"],
  "Fjord Outdoor": ["Tent", "Stove", "Backpack", "Lantern"],
  "Greenhouse Co": ["Planter", "Seeds", "Trowel"],
  "Harbor Optics": ["Binoculars", "Telescope"],
};
const products = vendors.flatMap((vendor, v) =>
  categories[vendor].flatMap((title, t) =>
    ["S", "L"].map((size, s) => ({
      sku: `${String(v * 100 + t * 10 + s + 7).padStart(5, "0")}`,
      title: `${title} ${size}`,
      vendor,
      price: (5 + Math.floor(random() * 19000) / 100).toFixed(2),
    })),
  ),
);

const first = [
  "Ada",
  "Björn",
  "Chloé",
  "Dmitri",
  "Elif",
  "Fatima",
  "Goran",
  "Hana",
  "Iñes",
  "Jonas",
  "Kaito",
  "Lena",
];
const last = [
  "Aalto",
  "Brandt",
  "Costa",
  "Duarte",
  "Eriksen",
  "Fontaine",
  "García",
  "Haddad",
  "Ito",
  "Jensen",
];
const places = [
  ["FI", "Helsinki"],
  ["SE", "Malmö"],
  ["FR", "Lyon"],
  ["PT", "Porto"],
  ["JP", "Kōbe"],
  ["DE", "Köln"],
  ["NO", "Bergen"],
];
const users = first.flatMap((f, i) =>
  last.map((l, j) => {
    const [country, city] = pick(places);
    const plain = `${f}.${l}`
      .normalize("NFD")
      .replace(/[^\x20-\x7e]/g, "")
      .toLowerCase();
    return {
      user_id: 1000 + i * last.length + j,
      email: `${plain}@example.org`,
      name: `${f} ${l}`,
      signed_up: new Date(
        Date.UTC(2025, Math.floor(random() * 12), 1 + Math.floor(random() * 28), 9, 30),
      ).toISOString(),
      address: { country, city },
      interests: [...new Set([pick(vendors), pick(vendors)])],
    };
  }),
);

/** Vendor names as cash desks and partners spell them. */
const misspell = (name) =>
  pick([
    (n) => n,
    (n) => n,
    (n) => n.toUpperCase(),
    (n) => ` ${n} `,
    (n) => n.toLowerCase(),
    (n) => `${n}.`,
    (n) => n.replace(/\s+/g, "  "),
    (n) => n.normalize("NFD").replace(/[\u0300-\u036f]/g, ""),
    (n) => n.slice(0, 3) + n.slice(4),
    (n) => n.replace("&", "and"),
    (n) => `${n} Inc`,
  ])(name);

const quote = (text) => (/[",\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
const lines = ["event_id,event_time,event,user_email,sku,vendor,quantity,price"];
const start = Date.UTC(2026, 2, 1);
let previous = "";
for (let i = 0; i < 6000; i++) {
  // One event in eighty arrives twice, as from a queue that delivers at least once.
  if (previous !== "" && random() < 1 / 80) {
    lines.push(previous);
    continue;
  }
  const product = pick(products);
  const user = pick(users);
  const at = new Date(start + Math.floor((i / 6000) * 30 * 86400e3) + Math.floor(random() * 3600e3));
  const kind = random();
  const event = kind < 0.62 ? "view" : kind < 0.85 ? "add_to_cart" : kind < 0.97 ? "purchase" : "refund";
  const email = pick([(e) => e, (e) => e, (e) => e.toUpperCase(), (e) => ` ${e}`])(user.email);
  const price = pick([(p) => p, (p) => p, (p) => `$${p}`, (p) => `${p} USD`, () => "N/A"])(product.price);
  previous = [
    `e${String(i).padStart(6, "0")}`,
    `${at.toISOString().slice(0, 19)}Z`,
    event,
    email,
    product.sku,
    misspell(product.vendor),
    1 + Math.floor(random() * 3),
    price,
  ]
    .map((value) => quote(String(value)))
    .join(",");
  lines.push(previous);
}
writeFileSync(here("shop_events.csv"), `${lines.join("\n")}\n`);
writeFileSync(here("users.ndjson"), `${users.map((user) => JSON.stringify(user)).join("\n")}\n`);

const connection = await (await DuckDBInstance.create()).connect();
const values = products.map(
  ({ sku, title, vendor, price }) => `('${sku}', '${title}', '${vendor}', ${price}::decimal(10,2))`,
);
await connection.run(
  `copy (select * from (values ${values.join(", ")}) products(sku, title, vendor, list_price)) to '${here("products.parquet")}' (format parquet, compression zstd)`,
);
