import { readdirSync, watch } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { at, inOwnFolder, put, rowsOf, run, start } from "./testing/runStage.mjs";

inOwnFolder();

/** Settles with the name of a file in a folder once there is one like it. */
function appears(folder, pattern) {
  return new Promise((resolve) => {
    const watcher = watch(folder, look);
    function look() {
      const found = readdirSync(folder).find((name) => pattern.test(name));
      if (found === undefined) return;
      watcher.close();
      resolve(found);
    }
    look();
  });
}

describe("eider run", () => {
  const endless =
    "```sql name=quick\nselect 1 as n\n```\n\n```sql name=slow\nselect sum(a.i * b.i) as s from range(100000000) a(i), range(1000000) b(i)\n```\n";

  test("Ctrl+C stops a statement, and leaves nothing behind", async () => {
    await put("slow.nb.md", endless);
    const { child, ended, says } = start("slow.nb.md", "--out", "slow-out", "--json");
    await says('"cell":"slow","kind":"sql","status":"running"');
    child.kill("SIGINT");
    const { code, events } = await ended;
    expect(code).toBe(130);
    expect(events.at(-1)).toMatchObject({ event: "end", code: 130 });
    expect(await readdir(at("slow-out"))).toEqual([]);
    expect(await readdir(at("tmp"))).toEqual([]);
  });

  test("killed while it writes it leaves no file under a final name, and the next run clears up", async () => {
    await put(
      "large.nb.md",
      "```sql name=large\nselect i, md5(i::varchar) as h from range(400000) r(i)\n```\n",
    );
    await put("quick.nb.md", "```sql name=quick\nselect 1 as n\n```\n");
    await mkdir(at("killed-out"));
    const { child, ended } = start("large.nb.md", "--out", "killed-out", "--json");
    const staging = await appears(at("killed-out"), /^\.eider-run-/);
    await appears(join(at("killed-out"), staging), /^large\.parquet$/);
    child.kill("SIGKILL");
    expect((await ended).signal).toBe("SIGKILL");
    const left = await readdir(at("killed-out"));
    expect(left).toEqual([expect.stringMatching(/^\.eider-run-/)]);
    expect((await run("quick.nb.md", "--out", "killed-out")).code).toBe(0);
    expect((await readdir(at("killed-out"))).toSorted()).toEqual(["manifest.json", "quick.parquet"]);
  });

  test("every type is written, and what Parquet cannot hold is told", async () => {
    await put("types.nb.md", "```sql name=types\nfrom test_all_types()\n```\n");
    const { code, events } = await run("types.nb.md", "--out", "types-out", "--json");
    expect(code).toBe(0);
    const { file } = events.find(({ event }) => event === "file");
    expect(file.notes).toContain("hugeint (HUGEINT) is written as VARCHAR.");
    const written = `'${at("types-out/types.parquet")}'`;
    const hugest =
      "select hugeint, bool, dec_4_1::varchar, int_array::varchar, struct::varchar, map::varchar";
    const native = await rowsOf(`${hugest.replace("hugeint", "hugeint::varchar")} from test_all_types()`);
    expect(await rowsOf(`${hugest} from ${written}`)).toEqual(native);
  });
});
