import { type Answer, cookiesOf, cookieValue, send } from "./send.ts";
import { publicOrigin } from "./web-server.ts";

export const sessionCookie = "__Host-sekinin-session";

type Attempt = {
  readonly email: string;
  readonly password: string;
  readonly address?: string;
  readonly headers?: Record<string, string>;
  readonly cookies?: readonly string[];
};

/** Signs in as the form does: the token against foreign forms first, then address and password. */
export async function signInAnswer(port: number, attempt: Attempt): Promise<Answer> {
  const csrf = await send(port, { path: "/api/auth/csrf" });
  const { csrfToken } = JSON.parse(csrf.body) as { csrfToken: string };
  return send(port, {
    method: "POST",
    path: "/api/auth/callback/credentials",
    headers: {
      origin: publicOrigin,
      "content-type": "application/json",
      "x-forwarded-for": attempt.address ?? "198.51.100.1",
      cookie: [...cookiesOf(csrf), ...(attempt.cookies ?? [])].join("; "),
      ...attempt.headers,
    },
    body: JSON.stringify({ csrfToken, email: attempt.email, password: attempt.password }),
  });
}

/** The session's token of a sign-in that must succeed. */
export async function signIn(port: number, attempt: Attempt): Promise<string> {
  const answer = await signInAnswer(port, attempt);
  const token = cookieValue(answer, sessionCookie);
  if (answer.status !== 200 || token === null) throw new Error(`sign-in failed: ${answer.status} ${answer.body}`);
  return token;
}

/** The header that carries a session. */
export function withSession(token: string): { cookie: string } {
  return { cookie: `${sessionCookie}=${token}` };
}
