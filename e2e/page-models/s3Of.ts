import { expect, type Locator } from "@playwright/test";
import type { NotebookPage } from "./NotebookPage.ts";
import { waysInOf } from "./waysInOf.ts";

/** A bucket of a test: where it is, and what opens it. */
export interface BucketPlace {
  url: string;
  bucket: string;
  prefix?: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** Buckets, as their user finds them. */
export function s3Of(notebook: NotebookPage) {
  const { page, data } = notebook;
  const dialog = page.getByRole("dialog");
  const form = dialog.getByRole("form", { name: "New connection" });
  const grid = dialog.getByRole("grid");
  return {
    dialog,
    form,
    grid,
    async open(): Promise<void> {
      await waysInOf(notebook).choose("S3…");
      await expect(dialog).toBeVisible();
    },
    field: (name: string): Locator => dialog.getByRole("textbox", { name, exact: true }),
    press: (name: string) => dialog.getByRole("button", { name, exact: true }).click(),
    /** Enters a connection by its address and its keys as AWS's tools print them. */
    async enter({ url, bucket, prefix = "", accessKeyId, secretAccessKey }: BucketPlace): Promise<void> {
      await form.getByRole("textbox", { name: "Address" }).fill(`${url}/${bucket}/${prefix}`);
      const keys = `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
      await form.getByRole("textbox", { name: "Paste keys" }).fill(keys);
      await form.getByRole("textbox", { name: "Paste keys" }).blur();
      await expect(form.getByRole("textbox", { name: "Access key ID" })).toHaveValue(accessKeyId);
    },
    entry: (name: string): Locator => grid.getByRole("row").filter({ hasText: name }),
    choose: (name: string) => grid.getByRole("checkbox", { name: `Choose ${name}`, exact: true }).click(),
    /** The step of a test, with what it says. */
    step: (name: string): Locator => dialog.getByRole("listitem").filter({ hasText: name }),
    source: (relation: string): Locator => data.getByRole("treeitem").filter({ hasText: relation }).first(),
  };
}
