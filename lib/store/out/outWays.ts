import type { ExportTarget } from "../../engine/protocol.ts";
import type { Connection } from "../../s3/connection.ts";
import { fileStem } from "../../writeOut/outPaths.ts";
import type { WriteOutPlan, WriteOutResult, WriteOutTarget } from "../../writeOut/plan.ts";
import type { DataDeps } from "../dataCommands.ts";
import { notify } from "../notices.ts";
import { aboutNotebook } from "./aboutNotebook.ts";
import { type OutWatch, writeOutTo } from "./writeOutTo.ts";

/** Where files are to go; what is picked is asked for when it is written. */
export type OutPlace =
  | { kind: "file" | "zip" }
  | { kind: "folder"; overwrite: boolean }
  | { kind: "s3"; connection: string; prefix: string; overwrite: boolean };

export type AskedPlan = Omit<WriteOutPlan, "about">;

/** "cancelled" where a dialog was closed or the run was stopped. */
export type OutEnd = { end: "written" | "cancelled" } | { end: "failed"; problem: string };

/** The ways out for relations, as the export dialog offers them. */
export interface OutWays {
  /** Whether the browser lets pages write to a folder, and the buckets that could be written to. */
  places(): Promise<{ hasFolders: boolean; connections: readonly Connection[] }>;
  /** Asks where and writes; a success and a stop are told as notices, a failure to whoever asked. */
  write(plan: AskedPlan, place: OutPlace, watch?: OutWatch): Promise<OutEnd>;
}

export function createOutWays(deps: DataDeps): OutWays {
  const { platform, store } = deps;
  return {
    async places() {
      const [{ hasFolders }, s3] = await Promise.all([platform.outFolders(), platform.s3()]);
      const all = await s3.connections();
      return { hasFolders, connections: all.filter(({ access }) => access.kind === "keys") };
    },
    async write(asked, place, watch = {}) {
      const target = await targetOf(deps, asked, place);
      if (target === "cancelled") return { end: "cancelled" };
      const shown = shownPlace(asked, target);
      const about = await aboutNotebook(store.getState(), platform.version);
      const answer = await writeOutTo(deps, { ...asked, about }, target, watch);
      if (!answer.ok) {
        const problem = [answer.error.message, answer.error.hint ?? ""].join(" ").trim();
        if (!watch.signal?.aborted) return { end: "failed", problem };
        notify(store, "info", `Nothing was written to ${shown}: it was stopped.`);
        return { end: "cancelled" };
      }
      const { file } = answer.value;
      if (file) platform.download(file, shown);
      notify(store, "info", writtenText(answer.value, shown));
      return { end: "written" };
    },
  };
}

async function targetOf(
  { platform }: DataDeps,
  plan: AskedPlan,
  place: OutPlace,
): Promise<WriteOutTarget | "cancelled"> {
  switch (place.kind) {
    case "folder": {
      const handle = await (await platform.outFolders()).pick();
      return handle === null ? "cancelled" : { kind: "folder", handle, overwrite: place.overwrite };
    }
    case "s3": {
      const all = await (await platform.s3()).connections();
      const connection = all.find(({ name }) => name === place.connection);
      // A connection to a part of a bucket writes only there.
      const below = place.prefix.replace(/^\/+|\/+$/g, "");
      const prefix = `${connection?.prefix ?? ""}${below === "" ? "" : `${below}/`}`;
      return { ...place, bucket: connection?.bucket ?? "", prefix };
    }
    case "file":
    case "zip": {
      const ending = place.kind === "zip" ? "zip" : plan.format;
      const handle = await platform.pickSaveTarget(`${fileStem(plan.name)}.${ending}`);
      if (handle === "cancelled") return "cancelled";
      const target: ExportTarget = handle
        ? { kind: "handle", handle }
        : { kind: "opfs", fileName: `${crypto.randomUUID()}.${ending}` };
      return { kind: place.kind, target };
    }
  }
}

function shownPlace(plan: AskedPlan, target: WriteOutTarget): string {
  switch (target.kind) {
    case "folder":
      return target.handle.name;
    case "s3":
      return `s3://${target.bucket}/${target.prefix}`;
    case "file":
    case "zip":
      return target.target.kind === "handle"
        ? target.target.handle.name
        : `${fileStem(plan.name)}.${target.kind === "zip" ? "zip" : plan.format}`;
  }
}

function writtenText({ files, rows, bytes, notes, manifest }: WriteOutResult, shown: string): string {
  const count = (value: number, what: string) =>
    `${value.toLocaleString("en")} ${what}${value === 1 ? "" : "s"}`;
  const what = [count(files.length, "file"), count(rows, "row"), count(bytes, "byte")].join(", ");
  const checked = manifest ? ["All of it was read back and is right."] : [];
  return [`${shown} written: ${what}.`, ...checked, ...notes].join(" ");
}
