/** What tabs that show the same notebook tell each other. Its text is never in a message: it is read from the device. */
export type TabMessage =
  /** The device has a newer text. */
  | { type: "saved" }
  /** A tab wishes to write: whichever writes now saves and lets go. */
  | { type: "wants" }
  /** The tab that writes has heard, and is about to save. */
  | { type: "giving" }
  /** Everything of the tab that wrote is saved, and it has let go. */
  | { type: "gave" }
  /** Asks the tab that writes to change the title. */
  | { type: "title"; title: string }
  /** The notebook was put into Recently deleted. */
  | { type: "deleted" };

export interface TabListener {
  /** This tab writes from now on: it took over, or the tab that wrote has gone. Others may have written until now. */
  granted(): void;
  /** Another tab took over without waiting, as it does where this one did not answer. */
  lost(): void;
  heard(message: TabMessage): void;
}

/** The bond between the tabs that show one notebook: one writes at a time, the others wait in line. */
export interface TabLink {
  /**
   * Whether this tab writes from the start. Where another does, this waits a moment for one that is about to go, as
   * before a reload; whoever waits longer hears of it by `granted`.
   */
  joined: Promise<boolean>;
  /** Whether this tab is the one that writes. */
  holds(): boolean;
  /** Takes over from whichever tab writes, whether it answers or not. */
  seize(): void;
  /** Lets others write, and waits in line again. */
  letGo(): void;
  tell(message: TabMessage): void;
}
