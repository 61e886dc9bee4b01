import "server-only";
import { endSession, findSession, openSession, type SignInAnswer, sessionDays, signIn } from "@sekinin/auth";
import { loadEnvironment } from "@sekinin/config";
import type { NextAuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { cookieAttributes, cookieNames } from "./cookies.ts";
import { publicAddress } from "./public-address.ts";
import { clientAddress } from "./request-origin.ts";
import type { Services } from "./services.ts";

/** What the sign-in of one request came to; next-auth itself only tells "a user" or "none". */
export type SignInOutcome = { answer: SignInAnswer | null };

/**
 * next-auth with opaque sessions: its "JSON Web Token" is our random token, whose row decides.
 * Made per request, so that the outcome and the request's facts need no global.
 */
export function nextAuthOptions({ database, limits, log }: Services, request: Request, outcome: SignInOutcome) {
  const address = publicAddress();
  const names = cookieNames(address);
  const cookie = (name: string) => ({ name, options: cookieAttributes(address) });
  const options: NextAuthOptions = {
    secret: loadEnvironment(["SEKININ_SECRET"]).SEKININ_SECRET,
    useSecureCookies: address.isHttps,
    cookies: {
      sessionToken: cookie(names.session),
      csrfToken: cookie(names.csrf),
      callbackUrl: cookie(names.callback),
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    session: { strategy: "jwt", maxAge: sessionDays * 86_400 },
    providers: [
      credentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (credentials) => {
          const answer = await signIn(
            { database, limits, log },
            {
              email: credentials?.email ?? "",
              password: credentials?.password ?? "",
              address: clientAddress(request.headers, address),
            },
          );
          outcome.answer = answer;
          return answer.kind === "accepted" ? { id: answer.userId } : null;
        },
      }),
    ],
    jwt: {
      // Called with a fresh user at sign-in, and with what `decode` gave back on every later use.
      encode: async ({ token }) => {
        if (typeof token?.["sessionToken"] === "string") return token["sessionToken"];
        if (token?.sub === undefined) throw new Error("next-auth asks for a session without a user");
        return openSession(database, { userId: token.sub, userAgent: request.headers.get("user-agent") });
      },
      decode: async ({ token }) => {
        if (token === undefined) return null;
        const found = await findSession(database, token);
        if (found === null) return null;
        return {
          sub: found.userId,
          name: found.name,
          email: found.email,
          sessionId: found.sessionId,
          sessionToken: token,
        };
      },
    },
    events: {
      signOut: async ({ token }) => {
        // Typed as always there, but null for a session that has ended.
        const { sub, sessionId } = (token as typeof token | null) ?? {};
        if (typeof sub === "string" && typeof sessionId === "string")
          await endSession(database, { userId: sub, sessionId });
      },
    },
    callbacks: { redirect: async () => address.origin },
    logger: {
      error: (code, metadata) => {
        // A session that has ended is no error; next-auth logs one for each request that brings it.
        if (code !== "JWT_SESSION_ERROR") log.error({ code, err: metadata }, "next-auth failed");
      },
      warn: (code) => log.debug({ code }, "next-auth warned"),
      debug: () => undefined,
    },
  };
  return options;
}
