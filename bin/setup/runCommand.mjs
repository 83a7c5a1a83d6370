import { spawn } from "node:child_process";

/**
 * Runs a program to its end, its output going where ours goes. Never waits for typing.
 * @param {string} program
 * @param {readonly string[]} options
 * @param {{ cwd?: string, env?: Record<string, string> }} [place]
 * @returns {Promise<{ code: number, problem: string | null }>} problem: why it could not start, or what killed it
 */
export function runCommand(program, options, { cwd, env } = {}) {
  return new Promise((done) => {
    const child = spawn(program, options, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32" && !program.endsWith(".exe"),
    });
    child.on("error", (error) =>
      done({ code: 127, problem: `${program} could not be started: ${error.message}` }),
    );
    child.on("exit", (code, signal) =>
      done({ code: code ?? 1, problem: signal ? `${program} was stopped by ${signal}` : null }),
    );
  });
}
