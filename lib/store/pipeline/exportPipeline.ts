import { strToU8, zipSync } from "fflate";
import { fileBase } from "../../formats/fileBase.ts";
import { dbtProject } from "../../pipeline/dbtProject.ts";
import { modelTests } from "../../pipeline/modelTests.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { pythonScript, sqlScript } from "../../pipeline/sqlScript.ts";
import type { RunnerDeps } from "../../run/runnerDeps.ts";
import { saveToDisk } from "../files/saveToDisk.ts";
import { notify } from "../notices.ts";
import type { Platform } from "../platform.ts";
import { pipelineOf } from "./pipelineOf.ts";

/** The forms in which a notebook goes on without Eider. */
export type PipelineForm = "sql" | "python" | "dbt";

const fileName: Readonly<Record<PipelineForm, (base: string) => string>> = {
  sql: (base) => `${base}.pipeline.sql`,
  python: (base) => `${base}.py`,
  dbt: (base) => `${base}.dbt.zip`,
};

/** Saves the notebook as a pipeline that runs elsewhere, and says what is not in it. */
export async function exportPipeline(
  deps: Pick<RunnerDeps, "store" | "engine" | "sandbox"> & { platform: Platform },
  form: PipelineForm,
): Promise<void> {
  const { store } = deps;
  const state = store.getState();
  if (state.origin === "foreign")
    return notify(
      store,
      "error",
      "Nothing of a shared notebook is written before it runs. Choose Run this notebook first.",
    );
  let left: Pipeline["leftOut"] = [];
  const isSaved = await saveToDisk(deps, fileName[form](fileBase(state.document.title)), async () => {
    const pipeline = await pipelineOf(deps);
    left = pipeline.leftOut;
    return { ok: true, value: written(form, pipeline, state.document.cells) };
  });
  if (isSaved && left.length > 0) {
    const names = left.map(({ name, why }) => `${name}: ${why}`).join(" ");
    notify(store, "info", `Not in the pipeline: ${names}`);
  }
}

function written(form: PipelineForm, pipeline: Pipeline, cells: Parameters<typeof modelTests>[0]): Blob {
  if (form === "sql") return new Blob([sqlScript(pipeline)], { type: "application/sql" });
  if (form === "python") return new Blob([pythonScript(pipeline)], { type: "text/x-python" });
  const files = dbtProject(pipeline, modelTests(cells));
  const packed = zipSync(Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)])));
  return new Blob([packed as BlobPart], { type: "application/zip" });
}
