import { stat } from "node:fs/promises";
import { startServer } from "../serve.mjs";
import { listFolder } from "./listFolder.mjs";
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

async function checkFolder(folder) {
  const isFolder = await stat(folder).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new Error(`${folder} is not a folder. Give one that holds notebooks, or none.`);
}

/** So many notebooks are printed with an address each; the page lists all. */
const printed = 20;

/** What the page is to be let into, and what it shows first. After the `#` nothing of an address is sent anywhere. */
const folderAddress = (url, key, open = null) =>
  open === null ? `${url}/?library#folder=${key}` : `${url}/#folder=${key}&open=${encodeURIComponent(open)}`;

async function tellFolder({ url, key }, folder) {
  const { notebooks } = await listFolder(folder);
  console.log(`Notebooks of ${folder}, opened from there and saved back: ${folderAddress(url, key.token)}`);
  for (const { path } of notebooks.slice(0, printed)) {
    console.log(`  ${path}: ${folderAddress(url, key.token, path)}`);
  }
  if (notebooks.length > printed) console.log(`  and ${notebooks.length - printed} more`);
  console.log(
    "These addresses are good until this stops. Whoever has one can read and change the notebooks.",
  );
}

/**
 * `eider serve`: serves until the process is stopped.
 * @param {{ root: string, port: number | null, folder: string | null, open: boolean }} options
 */
export async function serveApp({ root, port, folder, open }) {
  if (folder !== null) await checkFolder(folder);
  const server = await startSomewhere({ root, port, folder });
  console.log(`Eider is at ${server.url}`);
  if (folder !== null) await tellFolder(server, folder);
  console.log("Stop it with Ctrl+C.");
  const stop = () => {
    void server.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  // Others of this machine can see with what a browser was started: a code that is good once.
  if (open) openBrowser(folder === null ? server.url : folderAddress(server.url, server.key.newCode()));
  return server;
}
