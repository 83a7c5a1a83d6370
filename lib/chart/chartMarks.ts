/** What marks of a chart are called when they are counted. */
const nouns: Readonly<Record<string, readonly [string, string]>> = {
  bar: ["bar", "bars"],
  line: ["line", "lines"],
  trail: ["line", "lines"],
  area: ["area", "areas"],
  arc: ["slice", "slices"],
  rect: ["cell", "cells"],
  point: ["point", "points"],
  circle: ["point", "points"],
  square: ["point", "points"],
  tick: ["tick", "ticks"],
  rule: ["rule", "rules"],
  text: ["label", "labels"],
  boxplot: ["box plot mark", "box plot marks"],
};

/** A count of marks in words: `12 bars`, `1 line`, `300 marks`. */
export function countedMarks(mark: string, count: number): string {
  const [one, many] = nouns[mark] ?? ["mark", "marks"];
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** How a chart with this mark is called. */
export function chartKind(mark: string, isBinned: boolean): string {
  if (mark === "bar" && isBinned) return "Histogram";
  const kinds: Readonly<Record<string, string>> = {
    bar: "Bar chart",
    line: "Line chart",
    trail: "Line chart",
    area: "Area chart",
    arc: "Pie chart",
    rect: "Heat map",
    point: "Scatter plot",
    circle: "Scatter plot",
    square: "Scatter plot",
    tick: "Strip plot",
    boxplot: "Box plot",
  };
  return kinds[mark] ?? "Chart";
}
