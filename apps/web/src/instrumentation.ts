import type { Instrumentation } from "next";
import { checkStart, logPageError } from "./server/start.ts";

/** Runs before the first request: a web that could not work, or not safely, does not start. */
export const register = checkStart;

/** One line per failed page, with the number that the page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  await logPageError(error, request.path, context.routePath);
};
