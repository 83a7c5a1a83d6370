import { spawnSync } from "node:child_process";

/** True where a program is installed; for tests that let it judge. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ["--help"]).error === undefined;
}

/** What a program makes of some bytes, from standard input to standard output; for tests only. */
export function throughProgram(program: string, options: readonly string[], input: Uint8Array): Uint8Array {
  const done = spawnSync(program, options, { input, maxBuffer: 1 << 30 });
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr?.toString()}`);
  return new Uint8Array(done.stdout);
}
