import type { NotebookDocument } from "../../notebook/document.ts";
import type { AppStore } from "../appStore.ts";
import type { Autosave } from "../autosave.ts";
import type { Editing } from "../documentCommands.ts";
import type { Platform } from "../platform.ts";
import type { TabLink, TabMessage } from "./tabLink.ts";

export interface TabsDeps {
  platform: Platform;
  store: AppStore;
  editing: Editing;
  autosave: Autosave;
  readText: (text: string) => Promise<NotebookDocument>;
  newId: () => string;
  /** Opens a notebook that this device keeps. */
  openKept: (id: string) => Promise<void>;
  /** Brings in what needs nobody's leave, once another tab made the notebook its user's own. */
  attachKept: () => Promise<void>;
}

/** What the rare things need that are fetched when they happen. */
export interface TabsNow extends TabsDeps {
  link: TabLink;
  join: (id: string) => Promise<void>;
}

type Answer = "giving" | "gave";

/** What the tab that writes answers to one that wants to. */
export class Answers {
  private readonly said = new Set<Answer>();
  private wake: () => void = () => undefined;

  hear = (answer: Answer): void => {
    this.said.add(answer);
    this.wake();
  };

  has(answer: Answer): boolean {
    return this.said.has(answer);
  }

  /** Settles with the next answer, or when the time is up. */
  async next(withinMs: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.wake = resolve;
      timer = setTimeout(resolve, withinMs);
    });
    clearTimeout(timer);
  }
}

/**
 * Several tabs on one notebook: one writes, the others follow what it saves. What is changed in one that follows makes
 * it the one that writes; the other saves first and follows then.
 */
export class Tabs {
  private link: TabLink | null = null;
  private taking: Promise<void> | null = null;
  private answer: (said: Answer) => void = () => undefined;

  constructor(private readonly deps: TabsDeps) {}

  /** Becomes the one tab that writes a notebook, or follows the one that does. */
  join = async (id: string): Promise<void> => {
    const { store, platform } = this.deps;
    this.taking = null;
    const isHere = () => store.getState().notebookId === id && this.link === link;
    const link = platform.joinTabs(id, {
      granted: () => isHere() && void this.act(({ settle }, now) => settle(now)),
      lost: () => {
        if (!isHere()) return;
        // At once: nothing may be written any more.
        store.setState({ writable: false, following: "taken" });
        void this.act(({ lost }, now) => lost(now)).then(() => this.takeIfEdited());
      },
      heard: (message) => {
        if (isHere()) this.hear(message);
      },
    });
    this.link = link;
    if (await link.joined) {
      if (isHere()) store.setState({ writable: true, following: null });
    } else if (isHere() && !link.holds()) {
      store.setState({ writable: false, following: "elsewhere" });
      // Fetched before it is needed: what is typed here may have a second to be kept.
      followTabs().catch(() => undefined);
      this.takeIfEdited();
    }
  };

  /** Makes this tab the one that writes. */
  takeOver = (): Promise<void> => {
    const { store } = this.deps;
    if (store.getState().writable) return Promise.resolve();
    if (this.taking) return this.taking;
    store.setState({ following: "taking" });
    const answers = new Answers();
    this.answer = answers.hear;
    this.taking = this.act(({ takeOver }, now) => takeOver(now, answers)).finally(() => {
      this.taking = null;
    });
    return this.taking;
  };

  /** Settles when what was changed here while another tab wrote has found its place. */
  atRest = async (): Promise<void> => {
    await this.taking;
  };

  saved = (): void => this.link?.tell({ type: "saved" });
  overtaken = (): void => void this.act(({ settle }, now) => settle(now));
  wantsToWrite = (): void => void this.takeOver();

  private takeIfEdited(): void {
    if (!this.deps.store.getState().writable && this.deps.autosave.isEdited()) void this.takeOver();
  }

  private hear(message: TabMessage): void {
    if (message.type === "gave" || message.type === "giving") {
      this.answer(message.type);
      return;
    }
    // At once: whoever wants to write takes one that stays silent for gone.
    if (message.type === "wants" && this.link?.holds()) this.link.tell({ type: "giving" });
    void this.act(({ hear }, now) => hear(now, message));
  }

  private async act(
    call: (how: typeof import("./followTabs.ts"), now: TabsNow) => Promise<void>,
  ): Promise<void> {
    const { link } = this;
    if (!link) return;
    const how = await followTabs();
    // Another notebook may have been opened meanwhile.
    if (this.link === link) await call(how, { ...this.deps, link, join: this.join });
  }
}

const followTabs = () => import("./followTabs.ts");
