import { hashSessionToken } from "@sekinin/auth/session-token";
import { type NextRequest, NextResponse } from "next/server";
import { askedPathHeader } from "./server/asked-path.ts";
import { linkPagePath, policyOf } from "./server/content-security-policy.ts";
import { cookieNames } from "./server/cookies.ts";
import { publicAddress } from "./server/public-address.ts";

/** Paths that answer somebody who is not signed in. Each page and handler decides for itself all the same. */
const open = [/^\/sign-in$/, /^\/(livez|readyz)$/, /^\/api\//, /^\/icon\.svg$/, linkPagePath];

/**
 * The first gate only: it spares strangers a page that would refuse them anyway, and gives every answer
 * its headers. Who may see what is decided in each page, handler and action.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = policyOf(request.nextUrl.pathname, nonce);
  const answer = isOpen(request) ? passOn(request, policy) : toSignIn(request);
  answer.headers.set("Content-Security-Policy", policy);
  answer.headers.set("Cache-Control", "private, no-store");
  if (publicAddress().isHttps) {
    answer.headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  }
  return answer;
}

function isOpen(request: NextRequest): boolean {
  if (open.some((path) => path.test(request.nextUrl.pathname))) return true;
  const token = request.cookies.get(cookieNames(publicAddress()).session)?.value;
  return token !== undefined && hashSessionToken(token) !== null;
}

function passOn(request: NextRequest, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set("Content-Security-Policy", policy);
  headers.delete("x-nonce");
  // For the tenant's access log. Always overwritten: what a client sends under this name is nobody's word.
  headers.set(askedPathHeader, request.nextUrl.pathname);
  return NextResponse.next({ request: { headers } });
}

function toSignIn(request: NextRequest): NextResponse {
  const target = request.nextUrl.clone();
  const asked = target.pathname + target.search;
  target.pathname = "/sign-in";
  target.search = "";
  if (asked !== "/") target.searchParams.set("callbackUrl", asked);
  // Next sends it as a path where the host is the request's own.
  return NextResponse.redirect(target, 307);
}

// Next reads this line without running it. The second exception is `largeBodyPath`.
export const config = { matcher: ["/((?!_next/static/|api/t/[^/]+/(?:what-if|organization-file)(?:/|$)).*)"] };
