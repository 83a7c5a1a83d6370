import type { Column } from "../engine/protocol.ts";
import { bareName } from "../sql/bareName.ts";
import type { AskRows } from "./measure.ts";
import { isWhole, valueFamily } from "./valueFamily.ts";

/** What reading a column as the type that is pinned would do to its values. */
export interface CastCheck {
  /** Values that cannot be read so; null where nothing of the one type becomes the other. */
  readonly failed: number | null;
  /** Values that would be others afterwards: rounded, or cut. */
  readonly changed: number;
  /** Some of the values that fail, or else that change, as text. */
  readonly examples: readonly string[];
}

/** Tries what would become of columns in other types; a pair of types without a cast fails for itself only. */
export async function checkCasts(
  ask: AskRows,
  relation: string,
  casts: readonly { now: Column; type: string }[],
): Promise<CastCheck[]> {
  if (casts.length === 0) return [];
  try {
    const [row = {}] = await ask(castsSql(relation, casts), 1);
    return casts.map((_, at) => ({
      failed: Number(row[`f${at}`] ?? 0),
      changed: Number(row[`c${at}`] ?? 0),
      examples: [...new Set(String(row[`e${at}`] ?? "").split("\u001f"))],
    }));
  } catch (thrown) {
    if (casts.length === 1) {
      if (!/cast/i.test(String(thrown))) throw thrown;
      return [{ failed: null, changed: 0, examples: [] }];
    }
    const checks: CastCheck[] = [];
    for (const one of casts) checks.push(...(await checkCasts(ask, relation, [one])));
    return checks;
  }
}

function castsSql(relation: string, casts: readonly { now: Column; type: string }[]): string {
  const parts = casts.flatMap(({ now, type }, at) => {
    const column = bareName(now.name);
    const cast = `try_cast(${column} as ${type})`;
    const fails = `${column} is not null and ${cast} is null`;
    const changes = `${cast} is not null and ${changeSql(column, now.type, cast, type)}`;
    const examples = (where: string) =>
      `array_to_string(min(cast(${column} as VARCHAR), 3) filter (where ${where}), chr(31))`;
    return [
      `cast(count(*) filter (where ${fails}) as DOUBLE) as f${at}`,
      `cast(count(*) filter (where ${changes}) as DOUBLE) as c${at}`,
      `coalesce(${examples(fails)}, ${examples(changes)}) as e${at}`,
    ];
  });
  return `select ${parts.join(", ")} from ${bareName(relation)}`;
}

/** Whether a value is another after its cast. Texts are written in many ways, so their number or time is what counts. */
function changeSql(column: string, from: string, cast: string, to: string): string {
  if (valueFamily(from) !== "text") return `try_cast(${cast} as ${from}) is distinct from ${column}`;
  if (valueFamily(to) === "number" && (isWhole(to) || /^DECIMAL/i.test(to)))
    return `try_cast(${column} as DOUBLE) is distinct from cast(${cast} as DOUBLE)`;
  if (/^DATE$/i.test(to))
    return `try_cast(${column} as TIMESTAMP) is distinct from cast(${cast} as TIMESTAMP)`;
  return "false";
}
