import type { TabLink, TabListener, TabMessage } from "../store/tabs/tabLink.ts";

/** One tab at a time writes a notebook, by a Web Lock; what the tabs say to each other goes over a channel. */

/** How long a tab that is about to go may take to let go; the page that takes its place then writes at once. */
const patienceMs = 400;

const nameOf = (id: string) => `eider-notebook-${id}`;

let leave: () => void = () => undefined;

/** Whether any tab, this one too, writes a notebook now. */
export async function isHeld(id: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === nameOf(id));
}

/** Tells all other tabs that show a notebook. */
export function tellTabs(id: string, message: TabMessage): void {
  const channel = new BroadcastChannel(nameOf(id));
  channel.postMessage(message);
  channel.close();
}

/** Joins the tabs that show a notebook, leaving those of the one before. */
export function joinTabs(id: string, listener: TabListener): TabLink {
  leave();
  const channel = new BroadcastChannel(nameOf(id));
  let isLeft = false;
  /** Ends the hold; null while this tab does not write. */
  let end: (() => void) | null = null;
  let line = new AbortController();

  function ask(options: LockOptions, taken: () => void, notFree?: () => void): void {
    const hold = (lock: Lock | null) => {
      if (isLeft) return undefined;
      if (!lock) return notFree?.();
      const holding = new Promise<void>((resolve) => {
        end = resolve;
      });
      taken();
      return holding;
    };
    navigator.locks.request(nameOf(id), options, hold).catch(() => {
      // Leaving the line rejects as well. Whoever held the lock had it stolen.
      if (!end || isLeft) return;
      end = null;
      listener.lost();
      queue();
    });
  }

  const granted = () => listener.granted();

  function queue(taken = granted): void {
    line = new AbortController();
    ask({ signal: line.signal }, taken);
  }

  leave = () => {
    isLeft = true;
    line.abort();
    channel.close();
    end?.();
  };
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => listener.heard(data);

  return {
    joined: new Promise((answer) => {
      const wait = () => {
        const timer = setTimeout(() => answer(false), patienceMs);
        queue(() => {
          clearTimeout(timer);
          answer(false);
          granted();
        });
      };
      ask({ ifAvailable: true }, () => answer(true), wait);
    }),
    holds: () => end !== null,
    seize() {
      line.abort();
      ask({ steal: true }, granted);
    },
    letGo() {
      end?.();
      end = null;
      queue();
    },
    tell: (message) => channel.postMessage(message),
  };
}
