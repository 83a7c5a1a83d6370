/**
 * Marks answers of the service worker itself: no host's header of this name gets through it. Its value is the code of a
 * store's error, where that is known, since an answer to HEAD has no body to say it in; else "1".
 */
export const refusalHeader = "x-eider-refusal";

/** Marks an answer to HEAD that was got by asking for the first byte, since the host refuses HEAD. */
export const headByRangeHeader = "x-eider-head-by-range";
