import { mkdir, readdir, readFile } from "node:fs/promises";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { at, inOwnFolder, put, rowsOf, run } from "./testing/runStage.mjs";

inOwnFolder();

const made =
  "```sql name=orders\nselect range as id, (range % 3)::varchar as day, range / 2 as amount from range(30)\n```\n";
const exported = (name, text) => `\n\`\`\`export name=${name} from=orders\n${text}\n\`\`\`\n`;
const below = async (folder) =>
  (await readdir(at(folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(at(folder).length + 1))
    .sort();

test("export cells say what is written below --out, whatever place of the page's they name", async () => {
  await put(
    "exports.nb.md",
    made +
      exported("lake", "format: parquet\nto: s3://elsewhere/lake/\npartition_by: [day]\nsort_by: [amount]") +
      exported("sheet", "format: xlsx\nname: report") +
      exported("all", "format: ndjson\nto: zip\nname: archive\nmax_rows: 20") +
      "\n```sql name=beside\nselect 1 as one\n```\n",
  );
  const { code, events, err } = await run("exports.nb.md", "--out", "exports-out", "--json");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(await below("exports-out")).toEqual([
    "archive.zip",
    "beside.parquet",
    "day=0/part-00001.parquet",
    "day=1/part-00001.parquet",
    "day=2/part-00001.parquet",
    "manifest.json",
    "report.xlsx",
  ]);
  const lake = `from read_parquet('${at("exports-out/day=*/*.parquet")}', hive_partitioning = true)`;
  expect(
    await rowsOf(
      `select day::varchar, count(*), sum(id)::bigint, sum(amount) ${lake} group by all order by 1`,
    ),
  ).toEqual([
    ["0", "10", "135", 67.5],
    ["1", "10", "145", 72.5],
    ["2", "10", "155", 77.5],
  ]);
  const files = unzipSync(await readFile(at("exports-out/archive.zip")));
  expect(Object.keys(files).sort()).toEqual([
    "archive-00001.ndjson",
    "archive-00002.ndjson",
    "manifest.json",
  ]);
  expect(JSON.parse(new TextDecoder().decode(files["manifest.json"]))).toMatchObject({
    notebook: { file: "exports.nb.md" },
    files: [{ rows: 20 }, { rows: 10 }],
  });
  const manifest = JSON.parse(await readFile(at("exports-out/manifest.json"), "utf8"));
  expect(manifest.files.map(({ file, rows }) => [file, rows])).toEqual([
    ["day=0/part-00001.parquet", 10],
    ["day=1/part-00001.parquet", 10],
    ["day=2/part-00001.parquet", 10],
    ["report.xlsx", 30],
    ["archive.zip", 30],
    ["beside.parquet", 1],
  ]);
  expect(events.filter(({ event }) => event === "file")).toHaveLength(6);
});

test("two cells that write one file are an error, and then nothing is written", async () => {
  await put("twice.nb.md", made + exported("a", "name: same") + exported("b", "name: SAME"));
  await mkdir(at("twice-out"));
  const { code, out } = await run("twice.nb.md", "--out", "twice-out");
  expect(code).toBe(1);
  expect(out).toContain("SAME.csv is written by another export cell too.");
  expect(await below("twice-out")).toEqual([]);
});

test("without --out, and with --check, export cells do not run", async () => {
  await put("idle.nb.md", made + exported("bad", "format: avro"));
  expect((await run("idle.nb.md")).code).toBe(0);
  expect((await run("idle.nb.md", "--check")).code).toBe(0);
  const { code, out } = await run("idle.nb.md", "--out", "idle-out");
  expect({ code, out }).toMatchObject({
    code: 1,
    out: expect.stringContaining('There is no format "avro".'),
  });
});
