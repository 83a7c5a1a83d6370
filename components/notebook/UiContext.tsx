import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { UiState, UiStore } from "./uiStore.ts";

const UiContext = createContext<UiStore | null>(null);

export function UiProvider({ ui, children }: { ui: UiStore; children: ReactNode }) {
  return <UiContext value={ui}>{children}</UiContext>;
}

export function useUiStore(): UiStore {
  const ui = useContext(UiContext);
  if (!ui) throw new Error("This component has to stand inside UiProvider.");
  return ui;
}

/** A part of how the page stands; the selector answers a stored reference or a primitive. */
export function useUi<T>(selector: (state: UiState) => T): T {
  return useStore(useUiStore(), selector);
}
