import { spawn } from "node:child_process";

/**
 * Runs a program to its end, its output going where ours goes, or with `keepsOutput` there once it has ended. Never
 * waits for typing.
 * @param {string} program
 * @param {readonly string[]} options
 * @param {{ cwd?: string, env?: Record<string, string>, keepsOutput?: boolean }} [place]
 * @returns {Promise<{ code: number, problem: string | null }>} problem: why it could not start, or what killed it
 */
export function runCommand(program, options, { cwd, env, keepsOutput = false } = {}) {
  return new Promise((done) => {
    const child = spawn(program, options, {
      cwd,
      env: { ...process.env, ...env },
      stdio: keepsOutput ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32" && !program.endsWith(".exe"),
    });
    const kept = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => kept.push(bytes));
    child.on("close", () => process.stdout.write(Buffer.concat(kept)));
    child.on("error", (error) =>
      done({ code: 127, problem: `${program} could not be started: ${error.message}` }),
    );
    child.on("close", (code, signal) =>
      done({ code: code ?? 1, problem: signal ? `${program} was stopped by ${signal}` : null }),
    );
  });
}
