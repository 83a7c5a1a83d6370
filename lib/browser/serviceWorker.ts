import type { Outcome } from "../engine/protocol.ts";
import type { Grant } from "../remote/grants.ts";

/** The page's end of the service worker. */
export interface ServiceWorkerLink {
  /** Resolves once the worker controls this page, so that /__net/ works; an error where the browser has none. */
  ready(): Promise<Outcome<void>>;
  /** Replaces the grants of this page and resolves once the worker has them. Asked for anew when the worker has lost them. */
  setGrants(grants: () => readonly Grant[]): Promise<Outcome<void>>;
  dispose(): void;
}

const claimEveryMs = 250;
const longestWaitMs = 20_000;

const unavailable = (message: string): Outcome<void> => ({
  ok: false,
  error: {
    code: "unsupported",
    message,
    hint: "Files from disk work all the same. For files by address, leave private browsing or reload the page.",
  },
});

/**
 * Resolves when a controller exists. A first load gets one from the worker's own claim; a hard reload starts without
 * one although the worker is active, so the worker is asked to claim until it has.
 */
function controlled(
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
): Promise<boolean> {
  if (container.controller) return Promise.resolve(true);
  return new Promise((resolve) => {
    const claim = () => registration.active?.postMessage({ type: "claim" });
    const finish = (isControlled: boolean) => {
      clearInterval(repeat);
      clearTimeout(limit);
      container.removeEventListener("controllerchange", onChange);
      resolve(isControlled);
    };
    const onChange = () => {
      if (container.controller) finish(true);
    };
    const repeat = setInterval(() => {
      if (container.controller) finish(true);
      else claim();
    }, claimEveryMs);
    const limit = setTimeout(() => finish(container.controller !== null), longestWaitMs);
    container.addEventListener("controllerchange", onChange);
    claim();
  });
}

async function start(container: ServiceWorkerContainer, url: string): Promise<Outcome<void>> {
  try {
    await container.register(url, { scope: "/", updateViaCache: "none" });
    const registration = await container.ready;
    if (await controlled(container, registration)) return { ok: true, value: undefined };
    return unavailable(
      "The service worker did not take over this page, so nothing can be fetched by address.",
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return unavailable(`The service worker could not start, so nothing can be fetched by address: ${reason}`);
  }
}

/** Registers the service worker (once per page) and answers the link to it. `url` is its script, "/sw.js". */
export function connectServiceWorker(url = "/sw.js"): ServiceWorkerLink {
  // Absent in private windows of some browsers and on plain http, whatever TypeScript's types say.
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (!container) {
    const answer = unavailable(
      "This browser has no service worker here, so nothing can be fetched by address.",
    );
    return { ready: async () => answer, setGrants: async () => answer, dispose: () => undefined };
  }
  // null until the app says what it has: only then does this page answer for its grants.
  let grants: (() => readonly Grant[]) | null = null;
  const started = start(container, url);

  const send = (): Promise<Outcome<void>> =>
    new Promise((resolve) => {
      const { controller } = container;
      if (!controller) {
        resolve(unavailable("The service worker is gone, so nothing can be fetched by address."));
        return;
      }
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<unknown>) => {
        port1.close();
        const isGranted =
          typeof data === "object" && data !== null && "type" in data && data.type === "granted";
        resolve(
          isGranted ? { ok: true, value: undefined } : unavailable("The permissions were not understood."),
        );
      };
      controller.postMessage({ type: "grants", grants: grants?.() }, [port2]);
    });

  const onMessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "object" && data !== null && "type" in data && data.type === "needGrants" && grants)
      void send();
  };
  // A new version of the worker starts with an empty memory.
  const onChange = () => {
    if (grants) void send();
  };
  container.addEventListener("message", onMessage);
  container.addEventListener("controllerchange", onChange);
  container.startMessages();

  return {
    ready: () => started,
    async setGrants(next) {
      grants = next;
      const answer = await started;
      return answer.ok ? send() : answer;
    },
    dispose() {
      container.removeEventListener("message", onMessage);
      container.removeEventListener("controllerchange", onChange);
    },
  };
}
