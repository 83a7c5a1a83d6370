import type { AppStore } from "../../../lib/store/appStore.ts";
import type { AppCommands, RowSource } from "../../../lib/store/commands.ts";

/** The application around SQL editors. */
export interface SqlHost {
  store: AppStore;
  rows: RowSource;
  commands: AppCommands;
}

let host: SqlHost | null = null;

/** Told before the first editor is made. */
export function setSqlHost(app: SqlHost): void {
  host = app;
}

/** null where editors stand alone. */
export function sqlHost(): SqlHost | null {
  return host;
}
