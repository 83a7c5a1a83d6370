import { test } from "vitest";
import { NativeDuckDB } from "/work/main/lib/sql/testing/nativeDuckDB.ts";
import { WasmDuckDB } from "/work/main/lib/sql/testing/wasmDuckDB.ts";
import { timeMacrosSql } from "/work/main/lib/sql/time/timeMacros.ts";
import { zoneTransitions } from "/work/main/lib/sql/time/zoneOffsets.ts";
import { zoneVariablesSql } from "./time/zoneMacro.ts";

test("x", async () => {
  const data = [
    `create table t as select date '2024-01-01' + i::int as d, timestamptz '2024-01-01' + i * interval 1 day as z, timestamp '2024-01-01' + to_seconds(i*100000) ts, i from range(10) r(i)`,
  ];
  const tt = performance.now();
  const zs = ["Europe/Paris", "America/New_York"].flatMap((z) => zoneTransitions(z) ?? []);
  console.log(
    "zones",
    performance.now() - tt,
    zs.map((z) => z.fromMs.length),
    zs[0].offsetSeconds.slice(0, 4),
  );
  const w = new WasmDuckDB(
    [
      ...timeMacrosSql(),
      ...zs.flatMap(zoneVariablesSql),
      data[0].replace(
        "timestamptz '2024-01-01' + i * interval 1 day",
        "(timestamp '2024-01-01' + i * interval 1 day)::timestamptz",
      ),
    ],
    6000,
  );
  const n = await NativeDuckDB.start(data);
  const out: string[] = [];
  let bad = 0;
  const list = (await import("node:fs")).readFileSync("/tmp/b/cases.txt", "utf8").split("\n").filter(Boolean);
  for (const s of list) {
    const t0 = performance.now();
    const a = await w.texts(s);
    const el = performance.now() - t0;
    if (el > 300) out.push(`SLOW ${el | 0} ms ${s}`);
    if (performance.now() - tt > 150000) break;
    let b: unknown;
    try {
      b = { status: "ok", value: await n.texts(s) };
    } catch (e) {
      b = { status: "error", message: String((e as Error).message).slice(0, 200) };
    }
    const ja = JSON.stringify(a),
      jb = JSON.stringify(b);
    if (ja !== jb && !(a.status === "error" && (b as { status: string }).status === "error")) {
      bad++;
      out.push(
        s +
          "\n   wasm   " +
          (a.status === "ok" ? JSON.stringify(a.value) : ja).slice(0, 230) +
          "\n   native " +
          ((b as any).status === "ok" ? JSON.stringify((b as any).value) : jb).slice(0, 230),
      );
    }
  }
  (await import("node:fs")).writeFileSync("/tmp/b/out.txt", `${bad} of ${list.length}\n` + out.join("\n"));
  w.stop();
}, 280000);
