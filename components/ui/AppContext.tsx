import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { AppCommands, RowSource } from "../../lib/store/commands.ts";
import type { AppState } from "../../lib/store/state.ts";

/** A file that comes with the app, offered where there is no data yet. */
export interface Sample {
  name: string;
  description: string;
}

/** What the shell offers beside the commands. */
export interface AppExtras {
  samples: readonly Sample[];
  onAddSample(name: string): void;
  /** Fetches a remote picture after its reader asked for it and answers an address the page may draw; null where it may not. */
  loadImage?: (url: string) => Promise<string | null>;
}

interface AppContextValue {
  store: StoreApi<AppState>;
  commands: AppCommands;
  rows: RowSource;
  extras: AppExtras;
}

/** For what may also stand where there is no application around. */
export const AppContext = createContext<AppContextValue | null>(null);

const noExtras: AppExtras = { samples: [], onAddSample: () => undefined };

/** Gives everything below it the application's state, commands and rows. */
export function AppProvider({
  store,
  commands,
  rows,
  extras = noExtras,
  children,
}: {
  store: StoreApi<AppState>;
  commands: AppCommands;
  rows: RowSource;
  extras?: AppExtras;
  children: ReactNode;
}) {
  const value = useMemo(() => ({ store, commands, rows, extras }), [store, commands, rows, extras]);
  return <AppContext value={value}>{children}</AppContext>;
}

function useAppContext(): AppContextValue {
  const value = useContext(AppContext);
  if (!value) throw new Error("This component has to stand inside AppProvider.");
  return value;
}

/** A part of the state; the selector must answer a stored reference or a primitive, never a fresh array or object. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useAppContext().store, selector);
}

/** The store itself, for handlers that read the state when they are called. */
export function useAppStore(): StoreApi<AppState> {
  return useAppContext().store;
}

export function useCommands(): AppCommands {
  return useAppContext().commands;
}

export function useRows(): RowSource {
  return useAppContext().rows;
}

/** Also where there is no application around, as on the page that is embedded in others. */
export function useExtras(): AppExtras {
  return useContext(AppContext)?.extras ?? noExtras;
}
