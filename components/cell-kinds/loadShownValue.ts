/** Fetches what draws the values that TypeScript cells display. */
export const loadShownValue = () => import("./ShownValue.tsx");
