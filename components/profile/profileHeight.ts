import { beneathPx } from "../grid/headerTools.ts";

/** What a column's profile takes in its header, whether it is drawn yet or not. */
export const profileHeightPx = beneathPx;
