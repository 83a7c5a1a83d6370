/** What running a notebook asks of input cells, as one piece to be fetched when there is one. */
export { inputFacts } from "../params/inputFacts.ts";
export { inputValues } from "../params/inputValues.ts";
export { runInput, settleInput } from "./runInput.ts";
