import { createContext, type ReactNode } from "react";

/** What others add to the footer of the grid beneath, after its counts: a way to a chart of it. */
export const FooterTools = createContext<ReactNode>(null);
