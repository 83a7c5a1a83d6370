/** What tables and charts that work need beside the style of a page without scripts. */
export const liveStyle = `
.live-table { min-width: 0; }
.live-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin-bottom: 8px; font-size: 13px; line-height: 20px; }
.live-bar input, .live-bar button { font: inherit; color: inherit; min-height: 32px; padding: 4px 10px; border: 1px solid var(--line); border-radius: 6px; background: var(--bg); }
.live-bar input { flex: 1 1 160px; min-width: 0; max-width: 320px; }
.live-bar button:not(:disabled) { cursor: pointer; }
.live-bar button:not(:disabled):hover { background: var(--raised); }
.live-bar button:disabled { opacity: 0.5; }
.live-bar .grow { flex: 1 1 auto; color: var(--quiet); font-variant-numeric: tabular-nums; }
.live-bar a { color: var(--accent); }
.live-bar :focus-visible, .live-table th button:focus-visible, .live-table .wide:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.live-table .wide { max-height: 480px; overflow: auto; border: 1px solid var(--line); border-radius: 6px; }
.live-table .wide table { width: 100%; }
.live-table thead th { position: sticky; top: 0; background: var(--raised); padding: 0; }
.live-table th button { all: unset; box-sizing: border-box; display: flex; gap: 6px; align-items: baseline; width: 100%; min-height: 32px; padding: 6px 12px; cursor: pointer; white-space: nowrap; }
.live-table th.number button { justify-content: flex-end; }
.live-table th button span { color: var(--quiet); font-weight: 400; font-size: 11px; }
.live-table th[aria-sort] button { color: var(--accent); }
.live-table td { max-width: 480px; overflow-wrap: break-word; }
.live-chart { background: #ffffff; color: #16222a; color-scheme: light; border-radius: 6px; padding: 8px; overflow-x: auto; }
.live-chart canvas, .live-chart svg { display: block; }
.live-chart .chart { position: relative; overflow: hidden; }
.live-chart .pending { position: absolute; visibility: hidden; }
.tooltip { position: fixed; z-index: 1; display: none; grid-template-columns: auto 1fr; gap: 0 12px; max-width: min(360px, 90vw); margin: 0; padding: 6px 10px;
  border: 1px solid #dce3e6; border-radius: 6px; background: #ffffff; color: #16222a; box-shadow: 0 4px 16px rgb(0 0 0 / 18%); font-size: 12px; line-height: 18px; pointer-events: none; font-variant-numeric: tabular-nums; }
.tooltip dt { opacity: 0.65; }
.tooltip dd { margin: 0; overflow-wrap: anywhere; }
.tooltip .whole { grid-column: 1 / -1; }
.live-foot { max-width: 960px; margin: 0 auto; padding: 0 16px 40px; color: var(--quiet); font-size: 13px; line-height: 20px; }
@media (max-width: 640px) { .live-bar input { flex-basis: 100%; max-width: none; } .live-bar .grow { flex-basis: 100%; } }
@media print { .live-bar { display: none; } .live-table .wide { max-height: none; overflow: visible; } }
`;
