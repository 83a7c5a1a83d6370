import { flushSync } from "react-dom";

/** How far out of sight a cell may be and still be drawn, so that scrolling finds it ready. */
const nearPx = 1000;
/** Notebooks of up to so many cells are drawn whole, in the time in which the page has nothing else to do. */
const fewPlaces = 100;

/** A place came near what is seen, went away from it, or is to be drawn wherever it is. */
export type PlaceNews = "near" | "far" | "draw";
type Tell = (news: PlaceNews) => void;

interface Places {
  readonly observer: IntersectionObserver;
  readonly told: Map<Element, Tell>;
  /** Told one in a frame, so that none of them holds a frame up: what is near and out of sight, then what is far. */
  readonly waiting: Map<Element, PlaceNews>;
  isTakingTurns: boolean;
  isFilled: boolean;
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
    for (const { told } of live) for (const tell of told.values()) tell("draw");
  });
}

function startPlaces(scroller: Element): Places {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) take(places, entry);
      if (!places.isFilled && places.told.size <= fewPlaces) fill(places);
      if (places.waiting.size > 0 && !places.isTakingTurns) takeTurns(places);
    },
    { root: scroller, rootMargin: `${nearPx}px 0px` },
  );
  const places: Places = {
    observer,
    told: new Map(),
    waiting: new Map(),
    isTakingTurns: false,
    isFilled: false,
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
  else places.told.get(target)?.(isIntersecting ? "near" : "far");
}

function fill(places: Places): void {
  places.isFilled = true;
  for (const element of places.told.keys()) {
    if (!places.waiting.has(element)) places.waiting.set(element, "draw");
  }
}

function takeTurns(places: Places): void {
  const [next] = places.waiting;
  places.isTakingTurns = next !== undefined;
  if (!next) return;
  const [element, news] = next;
  places.waiting.delete(element);
  places.told.get(element)?.(news);
  const goOn = () => takeTurns(places);
  // What is near may be scrolled to in a moment; the rest has time until the page has nothing else to do.
  const isUrgent = [...places.waiting.values()][0] === "near";
  if (isUrgent || !("requestIdleCallback" in window)) requestAnimationFrame(() => setTimeout(goOn));
  else requestIdleCallback(goOn);
}
