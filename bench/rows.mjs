import { bundleBudget } from "./bundle.mjs";
import { aggregateOverTenMillion, aggregateThreeMillion } from "./rows/aggregates.mjs";
import { bigCsvFromHandle } from "./rows/bigCsv.mjs";
import { brushTenMillion } from "./rows/brush.mjs";
import { chartsOverTenMillion } from "./rows/charts.mjs";
import { exportToFile } from "./rows/exports.mjs";
import { farScroll } from "./rows/farScroll.mjs";
import { firstResult } from "./rows/firstResult.mjs";
import { headerProfiles } from "./rows/headerProfiles.mjs";
import { csvToTable, gzipToTable, ndjsonToTable, parquetToTable, shiftJisToTable } from "./rows/loads.mjs";
import { longestTask } from "./rows/longestTask.mjs";
import { longNotebook } from "./rows/longNotebook.mjs";
import { matchProducts } from "./rows/matchProducts.mjs";
import { parquetFolderToTable } from "./rows/parquetFolder.mjs";
import { runWelcome } from "./rows/runWelcome.mjs";
import { s3Parquet } from "./rows/s3Parquet.mjs";
import { sandboxMap } from "./rows/sandboxMap.mjs";
import { selectStar } from "./rows/selectStar.mjs";
import { stopRunaway } from "./rows/stopRunaway.mjs";
import { tenSteps } from "./rows/tenSteps.mjs";
import { thirdGroupBy } from "./rows/thirdGroupBy.mjs";

/** Every promise about speed: what `--only` calls it, and how it is measured. */
export const rows = {
  "aggregate-3m": aggregateThreeMillion,
  "aggregate-10m": aggregateOverTenMillion,
  "charts-10m": chartsOverTenMillion,
  brush: brushTenMillion,
  csv: csvToTable,
  parquet: parquetToTable,
  ndjson: ndjsonToTable,
  gzip: gzipToTable,
  "shift-jis": shiftJisToTable,
  "parquet-folder": parquetFolderToTable,
  "big-csv": bigCsvFromHandle,
  "third-group-by": thirdGroupBy,
  "select-star": selectStar,
  "ten-steps": tenSteps,
  "match-100k": matchProducts,
  stop: stopRunaway,
  "sandbox-map": sandboxMap,
  "s3-parquet": s3Parquet,
  export: exportToFile,
  "first-result": firstResult,
  "header-profiles": headerProfiles,
  "longest-task": longestTask,
  "far-scroll": farScroll,
  "notebook-500": longNotebook,
  "run-welcome": runWelcome,
  bundle: bundleBudget,
};
