import { expect, it } from "vitest";
import { notebookAmong } from "./notebookAmong.ts";

const file = (name: string, content = "") => new File([content], name);

it("a notebook is found by its name, with the file of its assets", async () => {
  const files = [file("a.csv"), file("a.nb.assets.json"), file("a.nb.md")];
  expect(await notebookAmong(files)).toEqual({ notebook: files[2], beside: files[1] });
  for (const name of ["a.ipynb", "A.SQL", "a.qmd", "a.Rmd", "a.ts"]) {
    expect((await notebookAmong([file("a.csv"), file(name, "select 1")]))?.notebook.name).toBe(name);
  }
});

it("data stays data: tables of web pages, plain Markdown, video", async () => {
  const files = [
    file("a.html", "<table></table>"),
    file("readme.md"),
    file("a.ts", "G\0\0"),
    file("a.json"),
    file("a.csv"),
  ];
  expect(await notebookAmong(files)).toBeNull();
  expect(await notebookAmong([file("a.html", "<!doctype html>\n<notebook>")])).not.toBeNull();
});
