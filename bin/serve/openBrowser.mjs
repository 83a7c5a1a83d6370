import { spawn } from "node:child_process";

/** The command that opens an address in the user's browser, or null where there is no screen to open it on. */
export function browserCommand(url, { platform, env }) {
  if (env.CI) return null;
  if (platform === "darwin") return ["open", url];
  if (platform === "win32") return ["cmd", "/c", "start", "", url];
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ["xdg-open", url] : null;
}

/** Opens an address; where that does not work the address is on the terminal, and that is enough. */
export function openBrowser(url) {
  const command = browserCommand(url, { platform: process.platform, env: process.env });
  if (!command) return;
  const [program, ...options] = command;
  const child = spawn(program, options, { stdio: "ignore", detached: true });
  child.on("error", () => console.log(`Open ${url} in your browser.`));
  child.unref();
}
