/** Marks answers of the service worker itself: no host's header of this name gets through it. */
export const refusalHeader = "x-eider-refusal";
