import { randomBytes } from "node:crypto";
import { constants, copyFile, link, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Puts bytes in the place of a file, or makes a new one, so that there is always the whole old file or the whole new one:
 * they are written beside it, are on the disk, and then take its name.
 * @param {string} path of the file, or of what it is to be
 * @param {Uint8Array} bytes
 * @param {{ mode: number | null, isStillRight: () => Promise<boolean> }} how mode: of the file that is replaced, null for
 *   one that must not be there yet; isStillRight: looked at last
 * @returns {Promise<boolean>} false, with nothing changed, where the file is another by now; rejects where the disk refuses
 */
export async function replaceFile(path, bytes, { mode, isStillRight }) {
  const beside = join(
    dirname(path),
    `.${basename(path).slice(0, 100)}.${randomBytes(6).toString("hex")}.part`,
  );
  try {
    const file = await open(beside, "wx", mode ?? 0o666);
    try {
      // What `open` is told goes through the mask of the process.
      if (mode !== null) await file.chmod(mode);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await isStillRight())) return false;
    if (mode !== null) await rename(beside, path);
    else if (!(await takeFreeName(beside, path))) return false;
    await syncFolder(dirname(path));
    return true;
  } finally {
    await rm(beside, { force: true });
  }
}

/** A link takes no name that is taken, which a rename does. */
async function takeFreeName(from, to) {
  try {
    await link(from, to).catch((error) => {
      // Some file systems have no links.
      if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(error.code)) throw error;
      return copyFile(from, to, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** The name is on the disk only with its folder; where a system cannot do that, it is there with its next write. */
async function syncFolder(path) {
  try {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    if (!["EISDIR", "EPERM", "EINVAL", "EACCES", "ENOTSUP"].includes(error.code)) throw error;
  }
}
