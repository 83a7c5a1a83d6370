/**
 * A notebook as an AWS Lambda function. The package has this file, the folder orders, and node_modules as
 * `npm install --ignore-scripts eider-notebook` makes it on the function's platform; all in all 135 MB of the 250 MB that
 * a function may have. Give it 2 GB of memory, two minutes, and as environment:
 *
 *   OUT                   s3://bucket/prefix/ for what it writes
 *   NOTIFY                https://… to tell of it, and EIDER_NOTIFY_SECRET to sign that; or none
 *
 * Its role needs s3:GetObject and s3:ListBucket for what it reads, and s3:PutObject, s3:GetObject and s3:DeleteObject below
 * OUT. Keys and region come from Lambda itself.
 */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(import.meta.resolve("eider-notebook/bin/eider.mjs"));
const folder = fileURLToPath(new URL(".", import.meta.url));

/**
 * @param {{ orders: string, least?: number }} event orders: `s3://bucket/path/*.csv`, such as an event of the bucket names
 * @returns {Promise<{ file: string, rows: number }[]>} what was written
 */
export async function handler({ orders, least = 0 }) {
  const { OUT = "", NOTIFY } = process.env;
  const words = ["run", "orders/orders.nb.md", "--input", `orders=${orders}`, "--param", `least=${least}`];
  words.push("--out", OUT, "--memory", "1GB", "--spill", "/tmp", "--json");
  if (NOTIFY) words.push("--notify", NOTIFY);
  const child = spawn(process.execPath, [program, ...words], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const files = [];
  let message = "It ended without a word.";
  for await (const line of createInterface(child.stdout)) {
    const event = JSON.parse(line);
    if (event.event === "file") files.push({ file: event.file.file, rows: event.file.rows });
    if (event.event === "end") message = event.message;
    // To the function's log.
    console.log(line);
  }
  const code = await ended;
  // Data that is written stays so where only a subscriber could not be told (4): Lambda would run all of it again.
  if (code !== 0 && code !== 4) throw new Error(message);
  return files;
}
