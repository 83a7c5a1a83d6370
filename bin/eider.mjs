#!/usr/bin/env node
/** The command line. */
import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArguments } from "./serve/parseArguments.mjs";
import { serveApp } from "./serve/serveApp.mjs";
import { isMain } from "./setup/isMain.mjs";
import { UsageError } from "./setup/UsageError.mjs";

const projectRoot = fileURLToPath(new URL("..", import.meta.url));

const help = `Eider, a data notebook that lives in one browser tab.

  eider [serve] [FOLDER] [--port N] [--no-open]
      Serves the app on this machine, on port 4321 or the next free one, and opens it.
      FOLDER: its notebooks are opened from there and saved back, with the data that lies beside them; by
      the address that is printed, which is good until this stops.
      --port N     this port and no other (0: any free one)
      --no-open    do not open a browser

  eider convert FROM TO [--as FORMAT] [--force] [--no-magic]
      Writes a notebook in another format, by the files' names: .nb.md (Eider), .ipynb (Jupyter), .kit.html
      (Observable Notebook Kit), .sql and .ts (scripts with cells), .html (a page to read, without scripts).
      Reads these and .qmd (Quarto), .md (Evidence); .html is read as Notebook Kit.
      --as FORMAT  write this format, whatever the name of TO: nb.md, ipynb, kit.html, html, sql or ts
      --force      write over files that are there
      --no-magic   SQL cells of a Jupyter notebook without a %%sql line

  eider run NOTEBOOK [--input NAME=PATH]… [--param NAME=VALUE]… [--out FOLDER | --check] [--verify MANIFEST]
      Runs a notebook without a browser, on native DuckDB.
      --input NAME=PATH   the file, folder, pattern, s3:// or https:// address of a source; else it is looked for
                          beside the notebook
      --allow-host HOST   lets the notebook itself name sources at a host, or below s3://bucket/prefix/
      --param NAME=VALUE  the value of an input cell
      --out FOLDER        writes each relation that no other is made of as NAME.parquet, and manifest.json; also
                          s3://bucket/prefix/
      --notify TARGET     tells https://… (signed with EIDER_NOTIFY_SECRET) or s3://bucket/key what was written
      --check             runs only contracts and recipes with checks, and what they need
      --verify MANIFEST   compares every relation with those of an earlier run
      --trust             lets TypeScript cells run, and files be read, from anywhere: they get all your rights
      --memory 4GB        what DuckDB may use; --spill FOLDER: where the rest goes
      --json              one event a line (docs/run.md)
      Exit codes: 0 fine, 1 a cell failed or the output differs, 2 the command or the notebook is wrong,
      3 a contract or a check is broken, 4 written, but a subscriber could not be told, 130 stopped.

  eider --help     this text
  eider --version  the version
`;

/**
 * Does what a command line asks for.
 * @param {readonly string[]} words what follows the program's name
 */
export async function eider(words) {
  try {
    const asked = parseArguments(words);
    if (asked.command === "help") {
      console.log(help);
      return;
    }
    if (asked.command === "version") {
      console.log(JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")).version);
      return;
    }
    if (asked.command === "convert") {
      const { convertFile } = await import("./convert/convertFile.mjs");
      await convertFile(asked, console.log);
      return;
    }
    if (asked.command === "run") {
      const { runNotebookFile } = await import("./run/runNotebookFile.mjs");
      const code = await runNotebookFile(asked);
      // Timers of the engine would keep the process; what was said has to be out before it ends.
      process.stdout.write("", () => process.exit(code));
      return;
    }
    const root = `${projectRoot}out`;
    await stat(`${root}/headers.json`).catch(() => {
      throw new UsageError("The app has not been built yet. Build it with: npm run build");
    });
    await serveApp({ root, port: asked.port, folder: asked.folder, open: asked.open });
  } catch (error) {
    console.error(error.message);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}

if (isMain(import.meta.url)) await eider(process.argv.slice(2));
