import { flushSync } from "react-dom";

/** How far out of sight a cell may be and still be drawn, so that scrolling finds it ready. */
const nearPx = 1000;
/** Notebooks of up to so many cells are drawn whole, in the time in which the page has nothing else to do. */
const fewPlaces = 100;
/** So many cells stay drawn, wherever they are; beyond that those go that were seen longest ago. */
const mostDrawn = 100;

/** A place came near what is seen, went away from it, is to be drawn wherever it is, or need not be drawn any more. */
export type PlaceNews = "near" | "far" | "draw" | "leave";
type Tell = (news: PlaceNews) => void;

interface Places {
  readonly observer: IntersectionObserver;
  readonly told: Map<Element, Tell>;
  /** Told one in a frame, so that none of them holds a frame up: what is near and out of sight, then what is far. */
  readonly waiting: Map<Element, PlaceNews>;
  /** What is drawn, in the order in which it was last near. */
  readonly drawn: Set<Element>;
  readonly near: Set<Element>;
  isTakingTurns: boolean;
}

const placesOf = new WeakMap<Element, Places>();
const live = new Set<Places>();

/** Tells whether a place of the list in `main` is in or near what is seen of it. Answers how to stop. */
export function watchPlace(element: Element, tell: Tell): () => void {
  const scroller = element.closest("main") ?? document.documentElement;
  const places = placesOf.get(scroller) ?? startPlaces(scroller);
  places.told.set(element, tell);
  places.observer.observe(element);
  return () => {
    places.told.delete(element);
    places.waiting.delete(element);
    places.drawn.delete(element);
    places.near.delete(element);
    places.observer.unobserve(element);
    if (places.told.size > 0) return;
    live.delete(places);
    placesOf.delete(scroller);
    places.observer.disconnect();
  };
}

/** Draws every place at once: for print, and for what may stand in a place that was not drawn yet. */
export function drawAllPlaces(): void {
  flushSync(() => {
    for (const places of live) for (const element of places.told.keys()) send(places, element, "draw");
  });
}

function startPlaces(scroller: Element): Places {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) take(places, entry);
      if (places.told.size <= fewPlaces) fill(places);
      if (places.waiting.size > 0 && !places.isTakingTurns) takeTurns(places);
      leaveOldest(places);
    },
    { root: scroller, rootMargin: `${nearPx}px 0px` },
  );
  const places: Places = {
    observer,
    told: new Map(),
    waiting: new Map(),
    drawn: new Set(),
    near: new Set(),
    isTakingTurns: false,
  };
  placesOf.set(scroller, places);
  live.add(places);
  window.addEventListener("beforeprint", drawAllPlaces);
  return places;
}

function take(places: Places, entry: IntersectionObserverEntry): void {
  const { target, isIntersecting, boundingClientRect: box, rootBounds: near } = entry;
  const isSeen = near === null || (box.bottom > near.top + nearPx && box.top < near.bottom - nearPx);
  places.waiting.delete(target);
  if (isIntersecting && !isSeen) places.waiting.set(target, "near");
  else send(places, target, isIntersecting ? "near" : "far");
}

function send(places: Places, element: Element, news: PlaceNews): void {
  const { drawn, near } = places;
  if (news === "near") near.add(element);
  else if (news === "far") near.delete(element);
  if (news === "leave") drawn.delete(element);
  else if (news !== "far") {
    drawn.delete(element);
    drawn.add(element);
  }
  places.told.get(element)?.(news);
}

function leaveOldest(places: Places): void {
  let over = places.drawn.size - mostDrawn;
  for (const element of over > 0 ? [...places.drawn] : []) {
    if (over <= 0) return;
    if (places.near.has(element)) continue;
    send(places, element, "leave");
    over--;
  }
}

function fill(places: Places): void {
  for (const element of places.told.keys()) {
    if (!places.drawn.has(element) && !places.waiting.has(element)) places.waiting.set(element, "draw");
  }
}

function takeTurns(places: Places): void {
  const [next] = places.waiting;
  places.isTakingTurns = next !== undefined;
  if (!next) return;
  const [element, news] = next;
  places.waiting.delete(element);
  send(places, element, news);
  const goOn = () => takeTurns(places);
  // What is near may be scrolled to in a moment; the rest has time until the page has nothing else to do.
  const isUrgent = [...places.waiting.values()][0] === "near";
  if (isUrgent || !("requestIdleCallback" in window)) requestAnimationFrame(() => setTimeout(goOn));
  else requestIdleCallback(goOn);
}
