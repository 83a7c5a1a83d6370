/** Runs the CSV suite on Eider's own reader: node suites/csv/run.mjs FOLDER [share] */
import { nodeLoader } from "../loadInNode.mjs";
import { scoreCsv } from "./scoreCsv.mjs";

const [folder = "../shared/data/csv", share = "1"] = process.argv.slice(2);
console.log(JSON.stringify(await scoreCsv(await nodeLoader(), { folder, share: Number(share) }), null, 1));
