import type { LaidEdge, Place } from "../../lib/dataflow/layout/layeredLayout.ts";

const leastWidthPx = 140;
const mostWidthPx = 220;
const gapPx = 16;
const marginPx = 16;
const nodeHeightPx = 44;
const rowPitchPx = 80;

/** The grid of nodes in pixels, for a panel so wide. */
export interface GraphFrame {
  readonly columns: number;
  readonly nodeWidthPx: number;
}

export function graphFrame(widthPx: number): GraphFrame {
  const inner = Math.max(leastWidthPx, widthPx - 2 * marginPx);
  const columns = Math.max(1, Math.floor((inner + gapPx) / (leastWidthPx + gapPx)));
  return { columns, nodeWidthPx: Math.min(mostWidthPx, (inner - (columns - 1) * gapPx) / columns) };
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export function boxOf({ row, column }: Place, { nodeWidthPx }: GraphFrame): Box {
  return {
    left: marginPx + column * (nodeWidthPx + gapPx),
    top: marginPx + row * rowPitchPx,
    width: nodeWidthPx,
    height: nodeHeightPx,
  };
}

export function graphHeightPx(rows: number): number {
  return rows === 0 ? 0 : 2 * marginPx + (rows - 1) * rowPitchPx + nodeHeightPx;
}

/** An edge as an SVG path: from the bottom of what is read to the top of what reads, or around the side where it leads back. */
export function edgePath({ isBack }: Pick<LaidEdge, "isBack">, from: Box, to: Box): string {
  if (isBack) {
    const x = Math.max(from.left + from.width, to.left + to.width);
    const [y1, y2] = [from.top + from.height * 0.7, to.top + to.height * 0.3];
    const out = x + gapPx * 0.75;
    return `M${from.left + from.width} ${y1}C${out} ${y1} ${out} ${y2} ${to.left + to.width + 5} ${y2}`;
  }
  const [x1, y1] = [from.left + from.width / 2, from.top + from.height];
  const [x2, y2] = [to.left + to.width / 2, to.top - 5];
  const bend = Math.max(14, (y2 - y1) / 2);
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}
