import type { Page } from "@playwright/test";

/**
 * Lets "Add data" and "Open notebook" answer with handles, as Chromium's own dialog does, which no test can drive: files of the origin's
 * private storage stand in for files of the disk. What the browser would ask its user is asked of the test.
 */
export async function pickHandles(page: Page): Promise<PickedHandles> {
  await page.addInitScript(() => {
    const asked = globalThis as typeof globalThis & { pickNext?: string[] };
    Object.defineProperty(navigator, "webdriver", { get: () => false });
    Object.assign(globalThis, {
      async showOpenFilePicker() {
        const folder = await navigator.storage.getDirectory();
        return Promise.all((asked.pickNext ?? []).map((name) => folder.getFileHandle(name)));
      },
    });
    let allowed = sessionStorage.getItem("permission") ?? "granted";
    Object.assign(FileSystemFileHandle.prototype, {
      queryPermission: async () => allowed,
      requestPermission: async () => {
        allowed = navigator.userActivation.isActive
          ? (sessionStorage.getItem("answer") ?? "granted")
          : "prompt";
        return allowed;
      },
    });
  });
  return new PickedHandles(page);
}

export class PickedHandles {
  constructor(private readonly page: Page) {}

  /** Writes a file that stands for one of the disk: a header and numbered rows, about so many bytes. */
  async write(name: string, bytes: number, header = "n,t"): Promise<void> {
    await this.page.evaluate(
      async (file) => {
        const folder = await navigator.storage.getDirectory();
        const writable = await (await folder.getFileHandle(file.name, { create: true })).createWritable();
        const parts = [`${file.header}\n`];
        let written = 0;
        for (let n = 0; written < file.bytes; n++) {
          const row = `${n},${"a row of some length ".repeat(40)}\n`;
          written += row.length;
          parts.push(row);
        }
        await writable.write(new Blob(parts));
        await writable.close();
      },
      { name, bytes, header },
    );
  }

  /** Writes a file that stands for one of the disk, as another program would. */
  async writeText(name: string, text: string): Promise<void> {
    await this.page.evaluate(
      async (file) => {
        const folder = await navigator.storage.getDirectory();
        const writable = await (await folder.getFileHandle(file.name, { create: true })).createWritable();
        await writable.write(file.text);
        await writable.close();
      },
      { name, text },
    );
  }

  async read(name: string): Promise<string> {
    return this.page.evaluate(async (file) => {
      const folder = await navigator.storage.getDirectory();
      return (await (await folder.getFileHandle(file)).getFile()).text();
    }, name);
  }

  async remove(name: string): Promise<void> {
    await this.page.evaluate(async (file) => {
      await (await navigator.storage.getDirectory()).removeEntry(file);
    }, name);
  }

  /** What the dialog answers next. */
  async pickNext(...names: string[]): Promise<void> {
    await this.page.evaluate((files) => Object.assign(globalThis, { pickNext: files }), names);
  }

  /** What the browser says after the next load of the page: whether it asks, and what its user answers. */
  async afterReload(
    permission: "granted" | "prompt" | "denied",
    answer: "granted" | "denied" = "granted",
  ): Promise<void> {
    await this.page.evaluate(
      (said) => {
        sessionStorage.setItem("permission", said.permission);
        sessionStorage.setItem("answer", said.answer);
      },
      { permission, answer },
    );
  }
}
