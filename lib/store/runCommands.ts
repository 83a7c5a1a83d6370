import type { LazyRunner } from "../run/lazyRunner.ts";
import type { AppStore } from "./appStore.ts";
import type { AppCommands } from "./commands.ts";
import type { EngineLife } from "./engineLife.ts";
import { notify } from "./notices.ts";
import { cellById } from "./selectors.ts";

export interface RunWork {
  store: AppStore;
  engine: EngineLife;
  runner: LazyRunner;
  /** Whether code from elsewhere may run here; says so where it may not. */
  mayRun(): Promise<boolean>;
  /** Settles once the data is there that needs no question. */
  attached(): Promise<void>;
  /** Asks where the named cells that write files are to write; false where the user closed a dialog. */
  askWhere(ids: readonly string[]): Promise<boolean>;
}

/** Running cells, and stopping them. */
export function createRunCommands(work: RunWork): Pick<AppCommands, "run" | "stop"> {
  const { store, engine, runner, mayRun } = work;
  /** How often everything was stopped: a run that was still waiting for data then does not begin. */
  let stops = 0;
  /** Runs asked for and not through. */
  let waiting = 0;
  return {
    run: async (id, scope) => {
      const { origin, from } = store.getState();
      if (origin === "foreign") {
        const text = "This notebook came from elsewhere and runs when you say so: Run this notebook.";
        if (await mayRun()) notify(store, "info", text);
        return;
      }
      const stopsBefore = stops;
      // Several at once are what something else needs, such as a report: only one by itself writes files.
      const isWriting = (one: string) => cellById(store.getState(), one)?.kind === "export";
      const targets = typeof id === "string" ? [id] : id?.filter((one) => !isWriting(one));
      // A browser shows its dialogs for files only right after a click or a key.
      if (targets && scope === undefined && !(await work.askWhere(targets))) return;
      engine.willRun();
      // Asked for counts as busy: the page then puts off what can wait.
      waiting++;
      store.setState({ busy: true });
      try {
        // What runs cells and draws rows is fetched while the engine starts and data loads.
        void runner.prepare();
        if (from && !(await mayRun())) return;
        await engine.ready();
        await work.attached();
        if (stops === stopsBefore) await runner.run(targets, scope);
      } finally {
        waiting--;
        store.setState({ busy: waiting > 0 });
      }
      // Nobody who ran cells waits to hear how much memory that took.
      void engine.refreshInfo();
    },
    stop: (id) => {
      if (id === undefined) stops++;
      return runner.stop(id);
    },
  };
}
