import type { Item, View } from "vega";
import type { ChartSelection } from "../../../lib/chart/selection/chartSelection.ts";
import type { SelectableField } from "../../../lib/chart/selection/selectableViews.ts";
import { Brush, type Brushed } from "./Brush.ts";
import { type Drag, dragOf } from "./brushDrag.ts";
import { brushLayer } from "./brushLayer.ts";
import { markSelection } from "./markSelection.ts";
import { hasOwnParams, ownParams, ownSelection, storeOf } from "./ownSelections.ts";
import type { PlottedMark } from "./plottedMarks.ts";

/** A drawn chart on which things can be selected. */
export interface SelectableChart {
  view: View;
  host: HTMLElement;
  spec: unknown;
  marks: ReadonlyMap<string, PlottedMark>;
  views: readonly (readonly SelectableField[])[];
  /** Told what is selected, null for nothing more; `isMoving` while a brush is drawn. */
  tell(selection: ChartSelection | null, isMoving: boolean): void;
}

/** A pointer that moved less than this many pixels has clicked. */
const clickPx = 4;
/** A selection of the chart's own is at rest after this long. */
const restMs = 160;

/**
 * Lets people select on a chart: a drag brushes a range, a click picks a mark, Escape, a double click and a click beside all
 * marks end it. A chart that defines selections of its own keeps them, and these are told instead.
 */
export class ChartSelecting {
  private brush: Brush | null = null;
  private brushed: Brushed | null = null;
  private frame = 0;
  private hasDragged = false;
  private readonly layer: ReturnType<typeof brushLayer>;
  private readonly ended = new AbortController();

  constructor(private readonly chart: SelectableChart) {
    this.layer = brushLayer(chart.host);
    const { view, host, spec } = chart;
    const { signal } = this.ended;
    const own = ownParams(spec);
    if (own.length > 0) {
      this.followOwn(own);
      return;
    }
    // A chart that zooms by dragging goes on doing so.
    if (!hasOwnParams(spec)) this.brush = new Brush(view, chart.marks);
    view.addEventListener("click", this.clicked);
    host.addEventListener("pointerdown", this.pressed, { signal });
    host.addEventListener("pointermove", this.hovered, { signal });
    host.addEventListener("dblclick", () => this.clear(), { signal });
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.clear(), { signal });
  }

  /** Shows a selection without telling of it, or none. */
  show(selection: ChartSelection | null): void {
    if (this.brush) this.brushed = selection?.by === "brush" ? this.brush.of(selection) : null;
    else if (selection === null && ownParams(this.chart.spec).length > 0) this.endOwn();
    this.layer.draw(this.brushed?.rect ?? null, this.origin());
  }

  /** The places of marks after a change of size. */
  place(): void {
    if (!this.brush) return;
    this.brush = new Brush(this.chart.view, this.chart.marks);
    if (this.brushed) this.show({ view: this.brushed.area.view, by: "brush", anyOf: [this.brushed.tests] });
  }

  end(): void {
    this.ended.abort();
    cancelAnimationFrame(this.frame);
    this.layer.remove();
  }

  private clear(): void {
    if (!this.brushed) return;
    this.brushed = null;
    this.layer.draw(null, this.origin());
    this.tell(null, false);
  }

  private readonly clicked = (event: object, item: Item | null | undefined): void => {
    if (this.hasDragged) return;
    const picked = item && this.picked(item, event);
    if (picked) this.chart.tell(picked, false);
    else this.clear();
  };

  private picked(item: Item, event: object): ChartSelection | null {
    const mark = this.chart.marks.get(String(Object(item).mark?.name ?? ""));
    if (!mark) return null;
    const datum: unknown =
      mark.type === "line" || mark.type === "area" || mark.type === "trail"
        ? this.nearest(item, event)
        : item.datum;
    return typeof datum === "object" && datum !== null ? markSelection(datum, mark, this.chart.views) : null;
  }

  /** A line is one mark: what is meant is its point nearest to the pointer. */
  private nearest(item: Item, event: object): unknown {
    const { clientX = 0 }: Partial<MouseEvent> = event;
    const x = clientX - this.origin().left;
    const points: readonly { x?: number; datum?: unknown }[] = Object(item).mark?.items ?? [];
    const far = (point: { x?: number } | undefined) => Math.abs((point?.x ?? Number.POSITIVE_INFINITY) - x);
    const best = points.reduce((near, point) => (far(point) < far(near) ? point : near), points[0]);
    return best?.datum ?? item.datum;
  }

  private readonly pressed = (event: PointerEvent): void => {
    this.hasDragged = false;
    if (event.button !== 0) return;
    this.follow(event, this.brush && dragOf(this.brush, this.brushed, this.at(event)));
  };

  private follow(down: PointerEvent, drag: Drag | null): void {
    const { host } = this.chart;
    const following = new AbortController();
    const signal = AbortSignal.any([following.signal, this.ended.signal]);
    const move = (event: PointerEvent) => {
      if (event.pointerId !== down.pointerId) return;
      const far = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
      if (!this.hasDragged && far < clickPx) return;
      if (!this.hasDragged && drag) host.setPointerCapture(down.pointerId);
      this.hasDragged = true;
      const next = drag?.(this.at(event));
      if (!next) return;
      this.brushed = next;
      this.layer.draw(next.rect, this.origin());
      this.tell(this.selection(), true);
    };
    const end = () => {
      following.abort();
      if (this.hasDragged && drag) this.tell(this.selection(), false);
    };
    host.addEventListener("pointermove", move, { signal });
    host.addEventListener("pointerup", end, { signal });
    host.addEventListener("pointercancel", end, { signal });
  }

  private selection(): ChartSelection | null {
    return this.brushed && { view: this.brushed.area.view, by: "brush", anyOf: [this.brushed.tests] };
  }

  /** What moves is told once a frame, what rests at once. */
  private tell(selection: ChartSelection | null, isMoving: boolean): void {
    cancelAnimationFrame(this.frame);
    if (isMoving) this.frame = requestAnimationFrame(() => this.chart.tell(selection, true));
    else this.chart.tell(selection, false);
  }

  private readonly hovered = (event: PointerEvent): void => {
    if (event.buttons !== 0 || !this.brush) return;
    const { x, y } = this.at(event);
    this.layer.point(this.brush.areaAt(x, y) !== null);
  };

  private at(event: PointerEvent): { x: number; y: number } {
    const { left, top } = this.origin();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  /** Where the chart's own coordinates begin, in the window. */
  private origin(): { left: number; top: number } {
    const { view, host } = this.chart;
    const { left, top } = (host.querySelector("canvas") ?? host).getBoundingClientRect();
    const [x = 0, y = 0] = view.origin();
    const padding: unknown = view.padding();
    const { left: padLeft = 0, top: padTop = 0 } =
      typeof padding === "number" ? { left: padding, top: padding } : Object(padding);
    return { left: left + x + padLeft, top: top + y + padTop };
  }

  private followOwn(params: readonly string[]): void {
    const { view, marks, views } = this.chart;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (isMoving: boolean) => {
      const tuples = params.flatMap((param) => this.tuples(param));
      this.tell(ownSelection(tuples, view, marks, views), isMoving);
    };
    for (const param of params) {
      if (!this.hasStore(param)) continue;
      view.addDataListener(storeOf(param), () => {
        look(true);
        clearTimeout(timer);
        timer = setTimeout(() => !this.ended.signal.aborted && look(false), restMs);
      });
    }
  }

  private endOwn(): void {
    for (const param of ownParams(this.chart.spec))
      if (this.tuples(param).length > 0) this.chart.view.data(storeOf(param), []);
    void this.chart.view.runAsync();
  }

  private hasStore(param: string): boolean {
    return Object.hasOwn(
      Object(this.chart.view.getState({ data: (name) => name === storeOf(param ?? "") }).data),
      storeOf(param),
    );
  }

  private tuples(param: string): unknown[] {
    return this.hasStore(param) ? this.chart.view.data(storeOf(param)) : [];
  }
}
