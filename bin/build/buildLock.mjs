import { mkdir, open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";

const pauseMs = 500;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * Runs `work` while no other build of this checkout runs; waits for one that does.
 * A lock left by a process that is gone is taken over.
 * @template T
 * @param {string} path the lock file
 * @param {() => Promise<T>} work
 * @param {(message: string) => void} say
 * @returns {Promise<T>}
 */
export async function withBuildLock(path, work, say) {
  await mkdir(dirname(path), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      const file = await open(path, "wx");
      await file.writeFile(String(process.pid));
      await file.close();
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const owner = Number(await readFile(path, "utf8").catch(() => "0"));
    // 0: the file was just made and holds no number yet, or is already gone.
    if (owner > 0 && !isAlive(owner)) await rm(path, { force: true });
    else {
      if (!told) say(`Another build is running (process ${owner}); waiting for it.`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
