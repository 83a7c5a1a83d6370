const key = "eider.dataPanel";

/** In narrower windows the panel is a drawer over the notebook. */
export const drawerBelowPx = 900;

/** Whether the Data panel is to be open: as it was left, else where the window has room for it. */
export function readPanelPreference(): boolean {
  const hasRoom = window.innerWidth >= drawerBelowPx;
  // As a drawer it would cover the notebook, so there it always begins closed.
  if (!hasRoom) return false;
  try {
    return localStorage.getItem(key) !== "closed";
  } catch {
    return true;
  }
}

export function writePanelPreference(open: boolean): void {
  if (window.innerWidth < drawerBelowPx) return;
  try {
    localStorage.setItem(key, open ? "open" : "closed");
  } catch (thrown) {
    // Private windows may refuse storage; then the panel is simply open next time.
    console.info("The panel's state could not be kept.", thrown);
  }
}
