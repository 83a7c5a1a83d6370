/** Says in the page's address whether the report is shown, so that a reload or a bookmark leads to it again. */
export function markReportInAddress(isShown: boolean): void {
  const url = new URL(location.href);
  if (isShown) url.searchParams.set("view", "report");
  else url.searchParams.delete("view");
  // The browser's own method: see showAddress in createPlatform.ts.
  if (url.href !== location.href) History.prototype.replaceState.call(history, history.state, "", url);
}
