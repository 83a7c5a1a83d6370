import { relationKey } from "../../dataflow/relationKey.ts";
import type { StepKind } from "../stepKinds.ts";

/** A kind that is kept and followed in the graph, and does not run yet. */
export function notYet(label: string, relationOptions: readonly string[]): StepKind {
  const refused = async () =>
    ({
      ok: false,
      error: {
        code: "unsupported",
        message: `${label} cells do not run yet.`,
        hint: "Write the step as a SQL cell.",
      },
    }) as const;
  return {
    facts: (cell) => ({
      reads: relationOptions.flatMap((key) => cell.options[key] ?? []),
      defines: [cell.name],
    }),
    rename: ({ source, options }, from, to) => ({
      source,
      options: Object.fromEntries(
        Object.entries(options).map(([key, value]) => [
          key,
          relationOptions.includes(key) && relationKey(value) === relationKey(from) ? to : value,
        ]),
      ),
    }),
    script: refused,
    run: refused,
  };
}
