import type { RunState } from "../../run/cellRun.ts";
import { viewOf } from "../appStore.ts";
import { type App, createApp } from "../createApp.ts";
import { FakePlatform } from "./fakePlatform.ts";

/** The whole application on a fake browser, with short words for what tests ask of it. */
export class AppStage {
  readonly platform: FakePlatform;
  readonly app: App;

  constructor(platform = new FakePlatform()) {
    this.platform = platform;
    this.app = createApp(platform);
  }

  /** An application with this notebook open as the user's own. */
  static async with(text: string): Promise<AppStage> {
    const stage = new AppStage();
    await stage.app.commands.open(text, "own");
    return stage;
  }

  get state() {
    return this.app.store.getState();
  }

  get commands() {
    return this.app.commands;
  }

  /** The id of the cell with this name. */
  id(name: string): string {
    const cell = this.state.document.cells.find((candidate) => candidate.name === name);
    if (!cell) throw new Error(`There is no cell ${name}.`);
    return cell.id;
  }

  names(): string[] {
    return this.state.document.cells.map((cell) => cell.name);
  }

  /** The state of every named cell. */
  runs(): Record<string, RunState> {
    const named = this.state.document.cells.filter((cell) => cell.name !== "");
    return Object.fromEntries(named.map(({ id, name }) => [name, viewOf(this.state, id).run.status]));
  }

  /** The name of the selected cell. */
  selected(): string | null {
    const { cellId } = this.state.selection;
    return this.state.document.cells.find((cell) => cell.id === cellId)?.name ?? null;
  }

  /** What the sources are, by relation. */
  sources(): Record<string, string> {
    return Object.fromEntries(this.state.sources.map(({ relation, status }) => [relation, status]));
  }

  notices(): string[] {
    return this.state.notices.map((notice) => notice.text);
  }

  /** Settles when the condition holds. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = this.app.store.subscribe(() => {
        if (!holds()) return;
        stop();
        resolve();
      });
    });
  }
}

/** A file of a few bytes. */
export function fileOf(name: string, content = "id\n1\n"): File {
  return new File([content], name);
}

/** Three cells in a row: c reads b reads a. */
export const chainText = [
  "```sql name=a\nselect 1 as n\n```",
  "```sql name=b\nselect * from a\n```",
  "```sql name=c\nselect * from b\n```",
]
  .join("\n\n")
  .concat("\n");
