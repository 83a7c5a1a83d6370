import type { AppStore } from "./appStore.ts";
import type { EngineLife } from "./engineLife.ts";
import { OutTargets } from "./outTargets.ts";
import type { Platform } from "./platform.ts";

/** Where the export cells of this page write, and how. */
export function createOutTargets(deps: {
  platform: Platform;
  store: AppStore;
  engine: EngineLife;
}): OutTargets {
  const { platform, store, engine } = deps;
  return new OutTargets({
    platform,
    store,
    connectionOf: async () => null,
    about: async () => ({
      eider: platform.version,
      notebook: { file: "", sha256: "" },
      params: {},
      sources: [],
    }),
    send: async (plan, target, onProgress, runId) => {
      if (target.kind !== "file" || plan.format === "duckdb") throw new Error("later");
      const relation = plan.relations[0] ?? "";
      const answer = await engine.api.exportRelation(
        relation,
        plan.format,
        target.target,
        plan.options,
        (done, total) => onProgress({ phase: "writing", done, total, files: 1 }),
        runId,
      );
      if (!answer.ok) return answer;
      const { rows, bytes, file, notes } = answer.value;
      return {
        ok: true,
        value: {
          files: [
            { relation, file: `${plan.name}.${plan.format}`, rows, bytes, sha256: "", columns: [], notes },
          ],
          rows,
          bytes,
          notes,
          file,
          manifest: null,
        },
      };
    },
  });
}
