import { Worker } from "node:worker_threads";
import type { CoverageAnswer, CoverageQuestion } from "./decide-coverage.ts";

/** A decision needs a tenth of it; what grows beyond is stopped instead of taking the process with it. */
const mostMegabytes = 2_048;

/**
 * Decides in a thread of its own, so that leases are renewed and health is answered meanwhile, and so that nothing of
 * one organisation stays for the next. Rejects with the signal's reason when it is aborted, and with an Error where the
 * decision failed, took longer than `seconds`, or more memory than a decision may.
 */
export async function decideInThread(
  question: CoverageQuestion,
  { signal, seconds }: { readonly signal: AbortSignal; readonly seconds: number },
): Promise<CoverageAnswer> {
  signal.throwIfAborted();
  const thread = new Worker(entry(), {
    workerData: question,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  let stop = () => {};
  try {
    return await new Promise<CoverageAnswer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`coverage was not decided in ${seconds} s`)), seconds * 1_000);
      const onAbort = () => reject(signal.reason as Error);
      signal.addEventListener("abort", onAbort, { once: true });
      stop = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
      };
      thread.once("message", resolve);
      thread.once("error", reject);
      thread.once("exit", (code) => reject(new Error(`the thread that decides coverage ended with code ${code}`)));
    });
  } finally {
    stop();
    await thread.terminate();
  }
}

/** Threads do not inherit the loader of TypeScript: the first thing that runs there is what registers it. */
function entry(): URL {
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const main = JSON.stringify(new URL("./coverage-thread.ts", import.meta.url).href);
  const source = `const { register } = await import(${loader}); register(); await import(${main});`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}
