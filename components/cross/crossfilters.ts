import { Crossfilters } from "../../lib/chart/selection/Crossfilters.ts";

/** What is selected on the charts of the page. */
export const crossfilters = new Crossfilters();
