import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { at, inOwnFolder, program, put, rowsOf, run } from "./testing/runStage.mjs";

inOwnFolder();

const orders = `---
eider: 1
sources:
  orders: file:orders.csv
---

\`\`\`input name=least
type: number
value: 0
\`\`\`

\`\`\`sql name=large
select * from orders where amount >= {{least}}
\`\`\`

\`\`\`sql name=by_city
select city, count(*) as n, sum(amount::hugeint) as total from large group by city
\`\`\`

\`\`\`ts name=doubled
export default large.map((row) => ({ id: row.id, twice: Number(row.amount) * 2 }));
\`\`\`
`;
const csv = "id,city,amount\n1,Köln,10\n2,Bonn,20\n3,Köln,30\n";

describe("eider run", () => {
  test("writes what nothing else is made of, and a manifest that is true of it", async () => {
    await put("orders.nb.md", orders);
    await put("orders.csv", csv);
    const { code, events, err } = await run("orders.nb.md", "--param", "least=15", "--out", "out", "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect((await readdir(at("out"))).toSorted()).toEqual([
      "by_city.parquet",
      "doubled.parquet",
      "manifest.json",
    ]);
    expect(await rowsOf(`from '${at("out/by_city.parquet")}' order by city`)).toEqual([
      ["Bonn", "1", "20"],
      ["Köln", "1", "30"],
    ]);
    expect(await rowsOf(`from '${at("out/doubled.parquet")}' order by 1`)).toEqual([
      ["2", 40],
      ["3", 60],
    ]);
    const manifest = JSON.parse(await readFile(at("out/manifest.json"), "utf8"));
    const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
    expect(manifest.notebook.sha256).toBe(sha256(orders));
    expect(manifest.sources).toMatchObject([
      { relation: "orders", location: "file:orders.csv", receipt: { rows: 3, loaded: 3, rejected: 0 } },
    ]);
    expect(Object.keys(manifest.relations)).toEqual(["large", "by_city", "doubled"]);
    for (const file of manifest.files) {
      const bytes = await readFile(at(`out/${file.file}`));
      expect([file.bytes, file.sha256, file.rows]).toEqual([bytes.byteLength, sha256(bytes), 2]);
    }
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["start", "source", "cell", "file", "end"]),
    );
    expect(events.at(-1)).toMatchObject({ event: "end", code: 0 });

    // The same data gives the same relations; other data does not, and the code says so.
    const same = await run("orders.nb.md", "--param", "least=15", "--verify", "out/manifest.json");
    expect(same).toMatchObject({ code: 0, out: expect.stringContaining("= by_city") });
    const other = await run("orders.nb.md", "--verify", "out/manifest.json");
    expect(other).toMatchObject({
      code: 1,
      out: expect.stringContaining("≠ large: It had 2 rows and has 3 rows."),
    });
  });

  test("a cell that fails is told at its line, and nothing is written", async () => {
    await put("bad.nb.md", "```sql name=a\nselect\n  nothing_like_it\n```\n\n```sql name=b\nfrom a\n```\n");
    const { code, out } = await run("bad.nb.md", "--out", "bad-out");
    expect(code).toBe(1);
    expect(out).toContain("✗ a (line 2):");
    expect(out).toContain("✗ b");
    expect(await readdir(at("bad-out"))).toEqual([]);
  });

  test("what cannot run says why before anything does", async () => {
    await put("orders.nb.md", orders);
    const cases = [
      [["none.nb.md"], "none.nb.md cannot be read: it is not there."],
      [["orders.nb.md", "--param", "least=many"], "--param least: “many” is not a number"],
      [["orders.nb.md", "--param", "last=1"], "Did you mean least?"],
      [["orders.nb.md", "--input", "order=x.csv"], "Did you mean orders?"],
      [["orders.nb.md", "--input", "orders=x.csv"], "is not there"],
      [["orders.nb.md", "--allow-host", "https://a.example/b"], "takes a host or a bucket"],
      [["orders.nb.md", "--input", "orders=gs://bucket/orders.csv"], "of a store that eider run cannot read"],
      [["orders.nb.md", "--notify", "https://a.example"], "--notify tells what was written"],
      [["orders.nb.md", "--out", "x", "--notify", "http://a.example"], "is not told of anything"],
      [["https://example.org/a.nb.md"], "eider run takes a notebook of the disk"],
      [["orders.nb.md", "--check", "--out", "x"], "--check writes nothing"],
    ];
    const answers = await Promise.all(cases.map(([words]) => run(...words)));
    cases.forEach(([words, text], index) => {
      const { code, out, err } = answers[index];
      expect({ words, code }).toEqual({ words, code: 2 });
      expect((out + err).replace(/[“”"]/g, "")).toContain(text.replace(/[“”"]/g, ""));
    });
  });

  test("code from elsewhere needs trust, files from elsewhere too", async () => {
    await put("orders.csv", csv);
    await mkdir(at("here"), { recursive: true });
    await mkdir(at("there"), { recursive: true });
    await put("there/code.nb.md", "```ts name=a\nexport const x = 1;\n```\n");
    await put(
      "there/files.nb.md",
      "---\nsources:\n  orders: file:../orders.csv\n---\n\n```sql name=a\nfrom orders\n```\n",
    );
    const from = (name, ...words) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [program, "run", ...words, `../there/${name}`], {
          cwd: at("here"),
        });
        let out = "";
        child.stdout.on("data", (text) => {
          out += text;
        });
        child.on("close", (code) => resolve({ code, out }));
      });
    const step = "- typescript:\n    column: y\n    function: (row) => row.x + 1\n";
    await put(
      "there/step.nb.md",
      `\`\`\`sql name=a\nselect 41 as x\n\`\`\`\n\n\`\`\`clean name=b from=a\n${step}\`\`\`\n`,
    );
    const [inStep, trustedStep] = await Promise.all([
      from("step.nb.md"),
      from("step.nb.md", "--trust", "--out", at("of-step")),
    ]);
    expect(inStep).toMatchObject({ code: 2, out: expect.stringContaining("(b)") });
    expect(trustedStep.code).toBe(0);
    expect(await rowsOf(`from '${at("of-step/b.parquet")}'`)).toEqual([[41, "42"]]);
    const [code, trusted, files] = await Promise.all([
      from("code.nb.md"),
      from("code.nb.md", "--trust"),
      from("files.nb.md"),
    ]);
    expect(code).toMatchObject({ code: 2, out: expect.stringContaining("--trust") });
    expect(trusted.code).toBe(0);
    expect(files).toMatchObject({ code: 2, out: expect.stringContaining("not below the notebook's folder") });
  });

  test("SQL reaches no file that it was not given, and changes none that it was", async () => {
    await put("orders.csv", csv);
    await put("secret.csv", "a\n1\n");
    const cells = [
      `copy (select 1 as a) to '${at("stolen.csv")}'`,
      `explain analyze copy (select 1 as a) to '${at("stolen.csv")}'`,
      `attach '${at("stolen.db")}' as stolen`,
      `select * from read_text('${at("secret.csv")}')`,
      `select * from glob('${at("*")}')`,
      "install httpfs",
      "call enable_logging(storage = 'file', storage_config = {'path': '/tmp'})",
      "create persistent secret kept (type http, bearer_token 'x')",
      "set enable_external_access = true",
      `select * from read_blob((select value from duckdb_settings() where name = 'allowed_directories'))`,
    ];
    await put(
      "reach.nb.md",
      `---\nsources:\n  orders: file:orders.csv\n---\n\n\`\`\`sql name=fine\nfrom orders\n\`\`\`\n\n${cells.map((sql, index) => `\`\`\`sql name=c${index}\n${sql}\n\`\`\`\n`).join("\n")}`,
    );
    const { code, events } = await run("reach.nb.md", "--json");
    const status = (name) => events.findLast((event) => event.event === "cell" && event.cell === name).status;
    expect(code).toBe(1);
    expect(status("fine")).toBe("done");
    expect(cells.map((_, index) => status(`c${index}`))).toEqual(cells.map(() => "failed"));
    expect((await readdir(at(""))).filter((name) => name.startsWith("stolen"))).toEqual([]);
    expect(await readFile(at("orders.csv"), "utf8")).toBe(csv);
    expect(await readdir(at("home"))).toEqual([]);
  });

  test("a broken contract or check has a code of its own; what --check does not need is not run", async () => {
    await put("orders.csv", csv);
    const text = (check, type) => `---
sources:
  orders: file:orders.csv
---

\`\`\`contract name=pinned from=orders
columns:
  - { name: id, type: ${type} }
  - { name: city, type: VARCHAR }
  - { name: amount, type: BIGINT }
\`\`\`

\`\`\`clean name=tidy from=orders
- check: { range: { amount: { min: ${check} } }, on_fail: stop }
\`\`\`

\`\`\`sql name=useless
select error('not needed')
\`\`\`
`;
    await put("kept.nb.md", text(0, "BIGINT"));
    await put("broken.nb.md", text(15, "BIGINT").replace("name: city", "name: town"));
    const [kept, broken, all] = await Promise.all([
      run("kept.nb.md", "--check", "--json"),
      run("broken.nb.md", "--check", "--json"),
      run("kept.nb.md"),
    ]);
    const checks = ({ events }) =>
      events.filter(({ event }) => event === "check").map(({ cell, status }) => [cell, status]);
    expect(kept.code).toBe(0);
    expect(checks(kept)).toEqual([
      ["pinned", "kept"],
      ["tidy", "kept"],
    ]);
    expect(broken.code).toBe(3);
    expect(checks(broken)).toEqual([
      ["pinned", "broken"],
      ["tidy", "broken"],
    ]);
    expect(all.code).toBe(1);
  });
});
