/**
 * Names a request under /__net/ so that it can be stopped: Chromium does not tell a service worker that the page gave up
 * a request which has no answer yet. The page sends {type: "stop", id} with the same random name.
 */
export const stopHeader = "x-eider-stop";
