// What is fetched at the first sign of a hand, as one piece.
export { attachFingers, type EarlyKey } from "./attachFingers.ts";
export { perform } from "./perform.ts";
