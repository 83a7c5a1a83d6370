import { test } from "vitest";
import { WasmDuckDB } from "./testing/wasmDuckDB.ts";
import { timeMacrosSql } from "./time/timeMacros.ts";
import { zoneVariablesSql } from "./time/zoneMacro.ts";
import { zoneTransitions } from "./time/zoneOffsets.ts";

test("x", async () => {
  const zs = ["Europe/Paris", "America/New_York"].flatMap((z) => zoneTransitions(z) ?? []);
  const w = new WasmDuckDB(
    [
      ...timeMacrosSql(),
      ...zs.flatMap(zoneVariablesSql),
      "create table big as select timestamp '2020-01-01' + to_seconds(i*37) ts from range(3000000) r(i)",
    ],
    60000,
  );
  for (const s of [
    "select 1",
    "select count(*) from big where ts at time zone 'UTC' is null",
    "select ts at time zone 'UTC' from big limit 0",
    "select ts at time zone 'Europe/Paris' from big limit 0",
    "select ts at time zone 'UTC' at time zone 'Europe/Paris' from big limit 0",
    "select ts at time zone 'America/New_York' at time zone 'Europe/Paris' from big limit 0",
    "select ts at time zone 'America/New_York' at time zone 'Europe/Paris' at time zone 'UTC' from big limit 0",
    "select max(ts at time zone 'Europe/Paris')::varchar from big",
    "select max(ts + to_seconds(3600))::varchar from big",
    "select max(ts at time zone 'UTC' at time zone 'Europe/Paris')::varchar from big",
    "select timezone('Europe/Paris', timestamptz 'infinity')::varchar",
    "select date_trunc('day', date_trunc('week', date_trunc('month', date_trunc('year', ts)))) from big limit 0",
    "select date_trunc('day', ts) from big limit 0",
    "select time_bucket(interval 1 day, ts) from big limit 0",
    "select time_bucket(interval 1 day, ts, interval 2 hour) from big limit 0",
  ]) {
    const t = performance.now();
    const r = await w.query(s);
    console.log(s, JSON.stringify(r).slice(0, 150), (performance.now() - t).toFixed(0), "ms");
  }
  w.stop();
}, 200000);
