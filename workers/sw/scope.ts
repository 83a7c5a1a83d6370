/** The part of a service worker's global scope that is used here; TypeScript's own types of it exclude those of a page. */
export interface ServiceWorkerScope {
  readonly location: Location;
  readonly clients: {
    claim(): Promise<void>;
    get(id: string): Promise<PageClient | undefined>;
    matchAll(options: { type: "window"; includeUncontrolled: boolean }): Promise<readonly PageClient[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: LifeEvent) => void): void;
  addEventListener(type: "message", listener: (event: PageMessage) => void): void;
  addEventListener(type: "fetch", listener: (event: RequestEvent) => void): void;
}

interface PageClient {
  readonly id: string;
  postMessage(message: unknown): void;
}

interface LifeEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface PageMessage extends LifeEvent {
  readonly data: unknown;
  readonly source: PageClient | MessagePort | null;
  readonly ports: readonly MessagePort[];
}

interface RequestEvent extends LifeEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
