import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../shared/data/matching", import.meta.url));

/** Where the data sets lie, beside the checkout. */
export const matchingFolder = folder;

const piped = (file) => `select * from read_csv('${folder}/${file}', delim = '|')`;

// A restaurant has a phone; the other rows of these two files are addresses and kinds of kitchens.
const phone = (nr) => `"http://www.okkam.org/ontology_restaurant${nr}.owl#phone_number" is not null`;

const linked = (name, left, right, gold) => ({
  name,
  key: "id",
  left,
  right,
  gold: `select D1, D2 from read_csv('${folder}/${gold}', delim = '|')`,
});

const febrl = (nr) => ({
  name: `febrl ${nr}`,
  key: "rec_id",
  left: `select * from read_csv('${folder}/febrl/dataset${nr}.csv')`,
  right: null,
  // The number in the key says who a record is of: the matcher is given the key only to name its pairs.
  gold: `select a.rec_id, b.rec_id from l a join l b on string_split(a.rec_id, '-')[2] = string_split(b.rec_id, '-')[2] and a.rec_id < b.rec_id`,
});

const chicago = `${folder}/chicago-sites-dedup`;

/** Data sets with gold pairs: `left`, `right` (null to deduplicate) and `gold` are SELECTs; `l` is the left relation. */
export const matchingSets = [
  linked("abt-buy", piped("abt-buy/abt.csv"), piped("abt-buy/buy.csv"), "abt-buy/gt.csv"),
  linked(
    "restaurants",
    `${piped("restaurants/rest1.csv")} where ${phone(1)}`,
    `${piped("restaurants/rest2.csv")} where ${phone(2)}`,
    "restaurants/gt.csv",
  ),
  linked("imdb-tvdb", piped("imdb-tvdb/imdb.csv"), piped("imdb-tvdb/tvdb.csv"), "imdb-tvdb/gt.csv"),
  febrl(1),
  febrl(3),
  {
    name: "Chicago sites",
    key: "Id",
    left: `select * from read_csv('${chicago}/csv_example_messy_input.csv')`,
    right: null,
    gold: `with t as (select Id, "True Id" as e from read_csv('${chicago}/csv_example_input_with_true_ids.csv')) select a.Id, b.Id from t a join t b on a.e = b.e and a.Id < b.Id`,
  },
  {
    name: "cddb",
    key: "id",
    left: `select * from read_csv('${folder}/cddb-dedup/cddb.csv.gz')`,
    right: null,
    gold: `select id1, id2 from read_csv('${folder}/cddb-dedup/gt.csv')`,
  },
];
