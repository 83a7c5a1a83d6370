#!/usr/bin/env node
/**
 * How well what is proposed restores dirty tables, by their clean versions: `node bench/cleaning.mjs [FOLDER]`. Only
 * proposals with a confidence of at least `sureEnough` (lib/propose/proposal.ts) are applied, all of them, in their order.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { importBundled } from "../bin/bundle/importBundled.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const dataFolder = process.argv[2] ?? join(root, "../shared/data");
const { cleaningSets, cleanFile } = await importBundled("lib/propose/testing/cleanWithNative.ts");

const rows = [];
for (const [name, files] of Object.entries(cleaningSets)) {
  const start = performance.now();
  const { score } = await cleanFile(dataFolder, files);
  const share = (value) => value.toFixed(3);
  rows.push({
    table: name,
    wrong: score.errors,
    changed: score.changed,
    // Of these, cells that were emptied because they said that nothing is there; what was there cannot be known.
    emptied: score.changed - score.given,
    "detection P": share(score.detection.precision),
    R: share(score.detection.recall),
    F1: share(score.detection.f1),
    "repair P": share(score.repair.precision),
    "R ": share(score.repair.recall),
    "F1 ": share(score.repair.f1),
    seconds: ((performance.now() - start) / 1000).toFixed(1),
  });
}
console.table(rows);
