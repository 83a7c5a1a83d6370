import type { Eider } from "../../lib/store/eiderObject.ts";

/** The documented object of the page, as tests use it from outside. */
export type EiderObject = Eider;

/** A page's window, with the object on it. */
export type EiderWindow = typeof globalThis & { eider?: EiderObject };
