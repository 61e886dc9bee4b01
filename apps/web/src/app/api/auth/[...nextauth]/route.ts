import type { SignInAnswer } from "@sekinin/auth";
import { Failure } from "@sekinin/config";
import { NextRequest } from "next/server";
import nextAuth from "next-auth";
import { z } from "zod";
import { cookieNames } from "../../../../server/cookies.ts";
import { readLimited } from "../../../../server/limited-body.ts";
import { nextAuthOptions, type SignInOutcome } from "../../../../server/next-auth.ts";
import { publicAddress } from "../../../../server/public-address.ts";
import { comesFromUs } from "../../../../server/request-origin.ts";
import { failureResponse } from "../../../../server/route.ts";
import { services } from "../../../../server/services.ts";

// Of next-auth's endpoints only those that the pages use: its log endpoint, for one, takes texts from strangers.
const reads = new Set(["csrf", "session"]);
const changes = new Set(["callback/credentials", "signout"]);

const SentForm = z.strictObject({
  csrfToken: z.string().max(300),
  email: z.string().max(1024).optional(),
  password: z.string().max(512).optional(),
});

type Context = { params: Promise<{ nextauth: string[] }> };

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  try {
    const path = (await context.params).nextauth.join("/");
    if (!reads.has(path)) throw new Failure("not-found");
    const bare = new NextRequest(new URL(request.nextUrl.pathname, publicAddress().origin), {
      headers: request.headers,
    });
    const response = await callNextAuth(bare, context, { answer: null });
    response.headers.set("Cache-Control", "private, no-store");
    return response;
  } catch (error) {
    return failureResponse(error);
  }
}

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  try {
    if (!comesFromUs(request.headers, publicAddress())) throw new Failure("access.denied");
    const path = (await context.params).nextauth.join("/");
    if (!changes.has(path)) throw new Failure("not-found");
    const form = await readForm(request);
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    const checked = new NextRequest(new URL(request.nextUrl.pathname, publicAddress().origin), {
      method: "POST",
      headers,
      body: JSON.stringify({ ...form, json: "true" }),
    });
    const outcome: SignInOutcome = { answer: null };
    const response = await callNextAuth(checked, context, outcome);
    if (path !== "signout") return await signedIn(response, outcome.answer);
    // Where next-auth's own token against foreign forms does not fit, it leaves the session's cookie alone.
    const { session } = cookieNames(publicAddress());
    const isEnded = response.headers.getSetCookie().some((cookie) => cookie.startsWith(`${session}=`));
    if (!isEnded) throw new Failure("access.denied");
    return withCookies(response, { signedIn: false });
  } catch (error) {
    return failureResponse(error);
  }
}

async function callNextAuth(request: NextRequest, context: Context, outcome: SignInOutcome): Promise<Response> {
  const answer: unknown = await nextAuth(request, context, nextAuthOptions(await services(), request, outcome));
  if (answer instanceof Response) return answer;
  throw new Error("next-auth answered without a Response");
}

async function readForm(request: Request): Promise<z.infer<typeof SentForm>> {
  if (request.headers.get("content-type")?.split(";")[0]?.trim() !== "application/json") {
    throw new Failure("input.invalid");
  }
  const text = await readLimited(request, 8192).catch(() => {
    throw new Failure("input.invalid");
  });
  try {
    return SentForm.parse(JSON.parse(text));
  } catch (cause) {
    throw new Failure("input.invalid", { cause });
  }
}

/** next-auth's cookies with a body of ours: its own tells addresses that the page does not need. */
function signedIn(response: Response, answer: SignInAnswer | null): Response | Promise<Response> {
  if (answer === null) throw new Failure("access.denied"); // Its own token against foreign forms did not fit.
  if (answer.kind === "accepted") return withCookies(response, { signedIn: true });
  if (answer.kind === "malformed") throw new Failure("input.invalid");
  if (answer.kind === "busy") throw new Failure("auth.busy");
  if (answer.kind === "refused") throw new Failure("auth.refused");
  return limited(answer.retryAfterSeconds);
}

async function limited(seconds: number): Promise<Response> {
  const response = await failureResponse(new Failure("auth.rate-limited"));
  response.headers.set("Retry-After", String(seconds));
  return response;
}

function withCookies(response: Response, body: Record<string, unknown>): Response {
  const headers = new Headers({ "Cache-Control": "private, no-store" });
  for (const cookie of response.headers.getSetCookie()) headers.append("Set-Cookie", cookie);
  return Response.json(body, { headers });
}
