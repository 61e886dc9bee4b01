import type { Instrumentation } from "next";

/** Runs before the first request: a web that could not work, or not safely, does not start. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime too and drops the branch there; nothing of ours runs on it.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { checkStart } = await import("./server/start.ts");
    await checkStart();
  }
}

/** One line per failed page, with the number that the page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { logPageError } = await import("./server/start.ts");
    logPageError(error, request.path, context.routePath);
  }
};
