import { cp, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { exec } from "./packStage.mjs";

/**
 * Does what a Dockerfile says without a container engine: each stage is a folder, paths begin there, and steps run on
 * this machine. Knows what the examples use, and throws at anything else.
 * @param {string} text of the Dockerfile
 * @param {string} context the folder that COPY takes from
 * @param {string} place a folder for the stages
 */
export async function runDockerfile(text, context, place) {
  const stages = new Map();
  let stage = null;
  const lines = text.replace(/\\\n/g, " ").split("\n");
  for (const line of lines.map((one) => one.trim()).filter((one) => one !== "" && !one.startsWith("#"))) {
    const [, word, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (word === "FROM") {
      const [, from, name = "last"] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest) ?? [];
      stage = { from, root: join(place, name), workdir: join(place, name), entrypoint: [] };
      stages.set(name, stage);
      await mkdir(stage.root, { recursive: true });
    } else if (word === "WORKDIR") {
      stage.workdir = join(stage.root, rest);
      await mkdir(stage.workdir, { recursive: true });
    } else if (word === "COPY") {
      const [, from, what, to] = /^(?:--from=(\S+)\s+)?(\S+)\s+(\S+)$/.exec(rest) ?? [];
      const source = from === undefined ? context : stages.get(from).root;
      for (const path of await matching(source, what)) {
        const target = to.endsWith("/") ? join(stage.workdir, to, path) : join(stage.workdir, to);
        await cp(join(source, path), target, { recursive: true, verbatimSymlinks: true });
      }
    } else if (word === "RUN") {
      const { code, stderr } = await exec("sh", ["-c", rest], stage.workdir);
      if (code !== 0) throw new Error(`RUN ${rest} ended with ${code}: ${stderr}`);
    } else if (word === "ENTRYPOINT") stage.entrypoint = JSON.parse(rest);
    else if (word !== "USER") throw new Error(`Not known: ${line}`);
  }
  return stage;
}

async function matching(folder, pattern) {
  if (!pattern.includes("*")) return [pattern];
  const wanted = new RegExp(
    `^${pattern
      .split("*")
      .map((part) => part.replaceAll(".", "\\."))
      .join(".*")}$`,
  );
  const names = (await readdir(folder)).filter((name) => wanted.test(name));
  if (names.length === 0) throw new Error(`COPY ${pattern}: nothing is there.`);
  return names;
}
