import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { findProgram } from "./findProgram.mjs";
import { runCommand } from "./runCommand.mjs";

const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

function playwrightChromium() {
  const load = createRequire(`${projectRoot}package.json`);
  const path = load("playwright").chromium.executablePath();
  return path ? findProgram([path]) : null;
}

/** A Chromium to test with: CHROMIUM_PATH, the system's, or Playwright's own; null where there is none. */
export function findChromium() {
  const fromUser = process.env.CHROMIUM_PATH;
  if (fromUser) return fromUser;
  return (
    findProgram([
      "chromium",
      "chromium-browser",
      "google-chrome",
      "google-chrome-stable",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ]) ?? playwrightChromium()
  );
}

/**
 * The engine of that Chromium without the browser around it, which costs a fifth less work a page; where it is not
 * installed, Chromium itself.
 */
export function findHeadlessChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  return findProgram(["chromium-headless-shell"]) ?? findChromium();
}

/** A stock Firefox to test with: FIREFOX_PATH or the system's; null where there is none. */
export function findFirefox() {
  const fromUser = process.env.FIREFOX_PATH;
  if (fromUser) return fromUser;
  return findProgram(["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"]);
}

/**
 * Installs Chromium where none is found: from Playwright, else from the distribution's packages when we may.
 * @returns {Promise<string | null>} its path, or null where neither worked
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.log("No Chromium found; installing Playwright's.");
  const cli = createRequire(`${projectRoot}package.json`).resolve("playwright/cli");
  await runCommand(process.execPath, [cli, "install", "chromium"], { cwd: projectRoot });
  const isAptUsable = process.getuid?.() === 0 && findProgram(["apt-get"]) !== null;
  if (!findChromium() && isAptUsable) {
    console.log("That did not work; installing the distribution's.");
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await runCommand("apt-get", ["update", "-qq"], { env });
    await runCommand("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
  }
  return findChromium();
}
