/** Runs the Pollock suite on Eider's own reader: node suites/pollock/run.mjs FOLDER [share] */
import { nodeLoader } from "../loadInNode.mjs";
import { scorePollock } from "./scorePollock.mjs";

const [folder = "../shared/data/pollock", share = "1", which = ""] = process.argv.slice(2);
const load = await nodeLoader();
for (const set of ["polluted", "real"]) {
  for (const parameters of [false, true]) {
    if (which && which !== `${set}${parameters ? "+" : ""}`) continue;
    const score = await scorePollock(load, { folder, set, parameters, share: Number(share) });
    console.log(`${set}${parameters ? " with parameters" : ""}`, JSON.stringify(score, null, 1));
  }
}
