import type { EngineError, Outcome, Receipt, SourcePart } from "../../engine/protocol.ts";
import type { Pasted } from "../../ingest/clipboard/pastedTable.ts";
import type { DataDeps, DataWork } from "../dataCommands.ts";
import { notify } from "../notices.ts";
import { addFolder, type LeftOut } from "./addFolder.ts";
import { addPasted } from "./addPasted.ts";
import { addRemote, type RemoteRequest, type RemoteWatch, remoteUrl } from "./addRemote.ts";
import { nameFiles } from "./nameFiles.ts";
import { offerOneTable } from "./offerOneTable.ts";
import { loadAsOne, splitTable } from "./oneTable.ts";
import { createPowers, type PowerCommands } from "./powers.ts";
import { createS3Ways, type S3Ways } from "./s3Ways.ts";

/** What data comes in by, beside single files. */
export interface WaysIn {
  /** Buckets. */
  s3: S3Ways;
  /** What the notebook may reach. */
  powers: PowerCommands;
  /** Adds files as one source each, and offers those that look like one table as one. */
  addTogether(files: readonly File[]): Promise<Receipt[]>;
  /** Adds the files of a folder: those that belong together as one source, all others as one each. */
  addFolder(files: readonly SourcePart[], leftOut: readonly LeftOut[]): Promise<Receipt[]>;
  /** Makes one source of several; `withNames` adds a column with each row's file. */
  loadAsOne(relations: readonly string[], withNames?: boolean): Promise<void>;
  /** Makes one source a file of a source of many. */
  splitTable(relation: string): Promise<void>;
  /** Loads a source of many files again, with or without a column of their names. */
  nameFiles(relation: string, isWanted: boolean): Promise<void>;
  /** Adds what was pasted; false where it holds no table, which is then said. */
  addPasted(pasted: Pasted): Promise<boolean>;
  /** Says that the browser does not let the clipboard be read, and which key does the same. */
  explainClipboard(): void;
  /** Fetches a file by its address and adds it; answers why that did not work, else null. */
  addRemote(request: RemoteRequest, watch: RemoteWatch): Promise<EngineError | null>;
  /** The address as it would be fetched and whether the open notebook may already ask its host; or why it may never. */
  checkRemote(
    request: Pick<RemoteRequest, "url" | "isTyped">,
  ): Promise<Outcome<{ url: URL; isAllowed: boolean }>>;
}

export type WaysDeps = DataDeps & DataWork;

/** The ways in, over the commands that add files. */
export function createWaysIn(deps: WaysDeps): WaysIn {
  return {
    s3: createS3Ways(deps),
    powers: createPowers(deps),
    async addTogether(files) {
      const receipts = await deps.addFiles(files);
      offerOneTable(
        deps,
        receipts.flatMap(({ relation }) => relation ?? []),
      );
      return receipts;
    },
    addFolder: (files, leftOut) => deps.engine.whileLoading(addFolder(deps, files, leftOut)),
    loadAsOne: (relations, withNames) => deps.engine.whileLoading(loadAsOne(deps, relations, withNames)),
    splitTable: (relation) => deps.engine.whileLoading(splitTable(deps, relation)),
    nameFiles: (relation, isWanted) => deps.engine.whileLoading(nameFiles(deps, relation, isWanted)),
    addPasted: (pasted) => addPasted(deps, pasted),
    explainClipboard: () =>
      notify(
        deps.store,
        "warning",
        "The browser did not let the clipboard be read. Click beside the cells and press Ctrl+V, or ⌘V on a Mac.",
      ),
    addRemote: (request, watch) => addRemote(deps, request, watch),
    async checkRemote(request) {
      const remote = await deps.platform.remote();
      const allowed = remote.allowed(deps.store.getState().notebookId);
      const checked = remoteUrl(request, deps.platform.baseUrl, allowed);
      if (!checked.ok) return checked;
      return { ok: true, value: { url: checked.value, isAllowed: allowed.includes(checked.value.origin) } };
    },
  };
}
