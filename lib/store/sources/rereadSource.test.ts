import { describe, expect, it } from "vitest";
import type { ReadingOptions, SourcePreview } from "../../engine/sourcePreview.ts";
import { AppStage, fileOf } from "../testing/appStage.ts";

const readsUsers = "```sql name=a\nselect * from users\n```\n\n```sql name=b\nselect * from a\n```\n";

async function loaded(): Promise<AppStage> {
  const stage = await AppStage.with(readsUsers);
  await stage.commands.addFiles([fileOf("users.csv")]);
  await stage.commands.run();
  return stage;
}

describe("reading a source again", () => {
  it("writes how into the notebook and loads the same file under the same name; readers are stale and nothing runs", async () => {
    const stage = await loaded();
    const runs = stage.platform.engine.requests.length;
    const how = { format: "csv", options: { delimiter: ";" } };
    expect(await stage.commands.rereadSource("users", how)).toBeNull();
    expect(stage.state.document.sources.users).toMatchObject({ location: "file:users.csv", size: 5, ...how });
    expect(stage.platform.engine.loaded.at(-1)).toEqual({ relation: "users", file: "users.csv", ...how });
    expect(stage.sources()).toEqual({ users: "ready" });
    expect(stage.runs()).toEqual({ a: "stale", b: "stale" });
    expect(stage.platform.engine.requests).toHaveLength(runs);
    expect(stage.commands.text()).toContain("delimiter");
  });

  it("goes back to automatic", async () => {
    const stage = await loaded();
    await stage.commands.rereadSource("users", { format: "csv", options: { delimiter: ";" } });
    expect(await stage.commands.rereadSource("users", null)).toBeNull();
    expect(stage.state.document.sources.users).not.toHaveProperty("options");
    expect(stage.state.document.sources.users).not.toHaveProperty("format");
    expect(stage.platform.engine.loaded.at(-1)).toEqual({ relation: "users", file: "users.csv" });
  });

  it("is one step of undo and redo, with the data following", async () => {
    const stage = await loaded();
    const how = { options: { headerRows: 0 } };
    await stage.commands.rereadSource("users", how);
    await stage.commands.run();
    const loads = () => stage.platform.engine.loaded.length;
    const before = loads();
    stage.commands.undo();
    await stage.until(() => loads() > before && stage.sources().users === "ready");
    expect(stage.platform.engine.loaded.at(-1)).toEqual({ relation: "users", file: "users.csv" });
    expect(stage.runs()).toEqual({ a: "stale", b: "stale" });
    stage.commands.redo();
    await stage.until(() => loads() > before + 1 && stage.sources().users === "ready");
    expect(stage.platform.engine.loaded.at(-1)).toMatchObject(how);
  });

  it("keeps which sheet of a workbook it is when it goes back to automatic", async () => {
    const stage = await AppStage.with("");
    const parts = ["Q1", "Q2"].map((name) => ({ name, options: { sheet: name } }));
    stage.platform.engine.holds.set("b.xlsx", parts);
    await stage.commands.addFiles([new File([Uint8Array.of(0x50, 0x4b, 3, 4)], "b.xlsx")]);
    await stage.commands.rereadSource("b_q2", { options: { sheet: "Q2", allText: true } });
    await stage.commands.rereadSource("b_q2", null);
    expect(stage.state.document.sources.b_q2?.options).toEqual({ sheet: "Q2" });
  });

  it("is possible where the file could not be loaded, and refused where it is not here", async () => {
    const stage = await AppStage.with(readsUsers);
    stage.platform.engine.unreadable.set("users.csv", "it is odd");
    await stage.commands.addFiles([fileOf("users.csv")]);
    stage.platform.engine.unreadable.clear();
    expect(await stage.commands.rereadSource("users", { format: "log", options: {} })).toBeNull();
    expect(stage.sources()).toEqual({ users: "ready" });
    const other = await AppStage.with("---\neider: 1\nsources:\n  users: file:users.csv\n---\n");
    expect(await other.commands.rereadSource("users", null)).toBe('The file of "users" is not attached.');
    expect(await other.commands.previewSource("users", {})).toMatchObject({ ok: false });
  });

  it("writes only what would not be found out anyway", async () => {
    const stage = await loaded();
    const found = { delimiter: ";", headerRows: 1 };
    stage.platform.engine.previewOf = ({ options }) => ({
      ok: true,
      value: previewWith({ ...found, ...options }),
    });
    await stage.commands.rereadSource("users", { format: "csv", options: { delimiter: ";", headerRows: 2 } });
    expect(stage.state.document.sources.users).toMatchObject({ options: { headerRows: 2 } });
    expect(stage.state.document.sources.users).not.toHaveProperty("format");
    expect(stage.state.document.sources.users?.options).not.toHaveProperty("delimiter");
  });

  it("keeps all that was said where less would not come to the same rows", async () => {
    const stage = await loaded();
    stage.platform.engine.previewOf = ({ options }: ReadingOptions) => ({
      ok: true,
      value: {
        ...previewWith({ decimal: ",", ...options }),
        columns: [{ name: "n", type: options?.decimal ? "DOUBLE" : "VARCHAR", note: null }],
      },
    });
    await stage.commands.rereadSource("users", { options: { decimal: "," } });
    expect(stage.state.document.sources.users?.options).toEqual({ decimal: "," });
  });
});

function previewWith(effective: Record<string, unknown>): SourcePreview {
  return {
    format: "csv",
    foundFormat: "csv",
    problem: null,
    charset: null,
    effective,
    columns: [{ name: "n", type: "BIGINT", note: null }],
    rows: [],
    isWhole: true,
    choices: null,
    log: null,
    members: null,
    notes: [],
  };
}
