import { isIP } from "node:net";
import type { PublicAddress } from "./public-address.ts";

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** What a request says about where it comes from. */
type Stated = Pick<Headers, "get">;

/**
 * Whether a request that changes something was sent by a page of ours. Browsers always state the
 * origin of a POST, so a missing or `null` one is refused too.
 */
export function comesFromUs(headers: Stated, address: PublicAddress): boolean {
  const origin = headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  return origin === address.origin || isSameLoopback(origin, headers.get("host"), address);
}

// A demo is opened as localhost or 127.0.0.1, whichever comes to mind; both are this machine.
function isSameLoopback(origin: string, host: string | null, address: PublicAddress): boolean {
  if (address.isHttps) return false;
  const from = new URL(origin);
  return from.protocol === "http:" && loopback.test(from.hostname) && from.host === host && from.origin === origin;
}

/**
 * The network address that sign-in limits count by. On https a reverse proxy stands before us and
 * appends what it saw, so only the last hop is believed; on http there is only this machine.
 */
export function clientAddress(headers: Stated, address: Pick<PublicAddress, "isHttps">): string {
  if (!address.isHttps) return "loopback";
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return isIP(last) === 0 ? "unknown" : last;
}
