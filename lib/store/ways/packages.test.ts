import { describe, expect, it } from "vitest";
import { importHashes } from "../../formats/importHashes.ts";
import { viewOf } from "../appStore.ts";
import { AppStage } from "../testing/appStage.ts";

const name = "npm:tiny@1.0.0";
const notebook = `---\neider: 1\ntitle: T\n---\n\n\`\`\`ts name=a\nimport { one } from "${name}";\none\n\`\`\`\n`;
const signal = new AbortController().signal;

async function staged() {
  const stage = await AppStage.with(notebook);
  const { packages } = await stage.commands.waysIn();
  const host = stage.platform.packageHost;
  host.modules.set("https://esm.example.org/tiny@1.0.0", 'export { one } from "./one.js";');
  host.modules.set("https://esm.example.org/one.js", "export const one = 1;");
  return { stage, packages, host };
}

describe("packages", () => {
  it("are asked for nowhere before an address was set and this notebook was allowed", async () => {
    const { stage, packages, host } = await staged();
    const without = await packages.fetch([name], signal);
    expect(without).toMatchObject({
      ok: false,
      error: { packages: true, message: expect.stringContaining("no address") },
    });
    host.setAddress("https://esm.example.org/");
    const unasked = await packages.fetch([name], signal);
    expect(unasked).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("was not allowed to import packages from esm.example.org") },
    });
    expect(host.asked).toEqual([]);
    expect(await packages.look()).toMatchObject({ isAllowed: false, wanted: [name], recorded: [] });
    expect(await packages.allow("http://esm.example.org/")).toMatchObject({
      message: expect.stringContaining("https"),
    });
    expect(await packages.allow("https://esm.example.org")).toBeNull();
    const fetched = await packages.fetch([name], signal);
    expect(fetched).toMatchObject({
      ok: true,
      value: { roots: { [name]: "https://esm.example.org/tiny@1.0.0" } },
    });
    await packages.takeBack();
    expect((await packages.fetch([name], signal)).ok).toBe(false);
    expect(stage.state.canUndo).toBe(false);
  });

  it("are held to the code that the notebook was written with", async () => {
    const { stage, packages, host } = await staged();
    await packages.allow("https://esm.example.org/");
    await packages.fetch([name], signal);
    const recorded = importHashes(stage.state.document);
    expect(recorded).toEqual({ [name]: expect.stringMatching(/^sha256-/) });
    // Another page, another day: the same address serves other code.
    const later = await AppStage.with(stage.commands.text());
    const other = (await later.commands.waysIn()).packages;
    const changed = later.platform.packageHost;
    for (const [url, code] of host.modules) changed.modules.set(url, code);
    changed.modules.set("https://esm.example.org/one.js", "export const one = 'evil';");
    await other.allow("https://esm.example.org/");
    const refused = await other.fetch([name], signal);
    expect(refused).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("is not the code that this notebook was written with") },
    });
    await other.forgetHash(name);
    expect((await other.fetch([name], signal)).ok).toBe(true);
    expect(importHashes(later.state.document)[name]).not.toBe(recorded[name]);
  });

  it("a notebook from elsewhere asks nobody, opened or run, whatever other notebooks were allowed", async () => {
    const { stage, packages, host } = await staged();
    await packages.allow("https://esm.example.org/");
    await stage.commands.open(notebook, "foreign");
    expect(stage.state.wants).toContain(`leave to import ${name}`);
    await stage.commands.runForeign();
    expect(stage.runs()).toEqual({ a: "failed" });
    expect(viewOf(stage.state, stage.id("a")).run).toMatchObject({
      error: { packages: true, message: expect.stringContaining("was not allowed") },
    });
    expect(host.asked).toEqual([]);
  });
});
