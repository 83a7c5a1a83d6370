/** The style of a notebook as a page: the colours of the app, light and dark as the reader's system, and plain on paper. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --bg: light-dark(#ffffff, #10161a);
  --fg: light-dark(#16222a, #dde6eb);
  --quiet: light-dark(#53636d, #95a6b0);
  --line: light-dark(#dce3e6, #28343b);
  --raised: light-dark(#f5f7f8, #171f24);
  --accent: light-dark(#0a6a6b, #56c2bc);
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--fg); overflow-wrap: break-word;
  font: 16px/26px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 24px 16px 40px; }
h1 { font-size: 30px; line-height: 38px; }
h2 { font-size: 24px; line-height: 32px; }
h3 { font-size: 19px; line-height: 28px; }
a { color: var(--accent); }
img { max-width: 100%; height: auto; }
hr { border: 0; border-top: 1px solid var(--line); }
blockquote { margin: 16px 0; padding: 0 16px; border-left: 3px solid var(--line); color: var(--quiet); }
li.task { list-style: none; }
pre, code { font: 13px/20px var(--mono); }
pre { margin: 0; padding: 12px; overflow-x: auto; background: var(--raised); border-radius: 6px; }
.cell { margin: 16px 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.param { margin: 4px 0; font-variant-numeric: tabular-nums; }
.param > .quiet { color: var(--quiet); margin-right: 8px; }
.cell > header { padding: 4px 12px; font: 12px/20px var(--mono); color: var(--quiet); border-bottom: 1px solid var(--line); }
.cell > pre { border-radius: 0; }
.cell > .shown { padding: 12px; border-top: 1px solid var(--line); }
.shown > * + * { margin-top: 12px; }
figure { margin: 0; }
/* Pictures of charts are drawn for paper, some of them with nothing behind them. */
figure img { display: block; background: #ffffff; }
.note { color: var(--quiet); font-size: 13px; line-height: 20px; margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font: 13px/20px var(--mono); font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; white-space: pre-wrap; }
th { color: var(--quiet); font-weight: 600; }
.number, .right { text-align: right; }
.center { text-align: center; }
.null { color: var(--quiet); font-style: italic; }
.wide p { margin: 8px 0 0; color: var(--quiet); font-size: 13px; }
.keyword, .heading { color: light-dark(#0b6770, #62c6cc); }
.heading, .strong { font-weight: bold; }
.string { color: light-dark(#3b6b2e, #a3cf94); }
.number:not(td, th), .type { color: light-dark(#6b46a8, #c4abf2); }
.comment { color: light-dark(#5f6b76, #94a0ab); }
.function { color: light-dark(#1f5ca3, #8bbcf0); }
.parameter { color: light-dark(#93306f, #ee9fcf); }
@media print {
  :root { color-scheme: light; }
  body { font-size: 11pt; line-height: 1.5; }
  main { max-width: none; padding: 0; }
  pre { white-space: pre-wrap; overflow: visible; }
  .wide { overflow: visible; }
  figure, tr, pre { break-inside: avoid; }
  h1, h2, h3, .cell > header { break-after: avoid; }
}
`;
