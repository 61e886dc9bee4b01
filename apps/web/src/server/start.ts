import { type Failure, failureOf, loadEnvironment, logger } from "@sekinin/config";
import { publicAddress } from "./public-address.ts";
import { services } from "./services.ts";

/** Opens what every page needs. Ends the process with one clear line where that is impossible or unsafe. */
export async function checkStart(): Promise<void> {
  const log = logger("web");
  try {
    // All at once, so that one start names every variable to mend.
    loadEnvironment(["DATABASE_URL", "DATABASE_SYSTEM_URL", "REDIS_URL", "SEKININ_PUBLIC_URL", "SEKININ_SECRET"]);
    const address = publicAddress();
    if (!address.isHttps) {
      log.warn(
        { publicUrl: address.origin },
        "serving plain http to this machine only: cookies without Secure and __Host-, no HSTS",
      );
    }
    await services();
  } catch (error) {
    const failure: Failure = failureOf(error);
    log.error({ code: failure.code }, failure.message);
    process.exit(1);
  }
}

/** `digest` is the number on the error page; path without query, since a query may hold what people typed. */
export function logPageError(error: unknown, path: string, routePath: string): void {
  const digest = typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : null;
  const failure = failureOf(error);
  logger("web").error({ digest, path: path.split("?")[0], routePath, code: failure.code }, "a page failed");
}
