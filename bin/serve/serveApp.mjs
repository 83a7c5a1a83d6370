import { readdir, stat } from "node:fs/promises";
import { startServer } from "../serve.mjs";
import { openBrowser } from "./openBrowser.mjs";

const firstPort = 4321;
const portsToTry = 50;

/** Starts on the port asked for, or on the first free one from 4321. */
async function startSomewhere({ root, port, folder }) {
  if (port !== null) {
    return startServer({ root, port, folder }).catch((error) => {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
      const reason =
        error.code === "EACCES" ? "needs more rights than you have" : "is taken by another program";
      throw new Error(
        `Port ${port} ${reason}. Choose another with --port, or leave it out for the next free one.`,
      );
    });
  }
  for (let candidate = firstPort; candidate < firstPort + portsToTry; candidate += 1) {
    try {
      return await startServer({ root, port: candidate, folder });
    } catch (error) {
      if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
    }
  }
  throw new Error(
    `Ports ${firstPort} to ${firstPort + portsToTry - 1} are all taken. Choose one with --port.`,
  );
}

async function notebooksIn(folder) {
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Error(`${folder} is not a folder. Give one that holds notebooks, or none.`);
  const names = await readdir(folder);
  return names.filter((name) => /\.(nb\.md|ipynb)$/i.test(name) && !name.startsWith(".")).sort();
}

/**
 * `eider serve`: serves until the process is stopped.
 * @param {{ root: string, port: number | null, folder: string | null, open: boolean }} options
 */
export async function serveApp({ root, port, folder, open }) {
  const notebooks = folder === null ? [] : await notebooksIn(folder);
  const server = await startSomewhere({ root, port, folder });
  console.log(`Eider is at ${server.url}`);
  for (const name of notebooks) {
    console.log(`  ${name}: ${server.url}/?src=${encodeURIComponent(`/folder/${encodeURIComponent(name)}`)}`);
  }
  console.log("Stop it with Ctrl+C.");
  const stop = () => {
    void server.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  if (open) openBrowser(server.url);
  return server;
}
