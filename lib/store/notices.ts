import type { AppStore } from "./appStore.ts";
import type { Notice } from "./state.ts";

let nextId = 1;

/** Shows a short message; errors stay until closed. */
export function notify(store: AppStore, tone: Notice["tone"], text: string, action?: Notice["action"]): void {
  const notice: Notice = { id: nextId++, tone, text, ...(action ? { action } : {}) };
  // The same sentence twice says nothing new.
  store.setState((state) => ({
    notices: [...state.notices.filter((other) => other.text !== text), notice].slice(-5),
  }));
}

export function dismiss(store: AppStore, id: number): void {
  store.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
}
