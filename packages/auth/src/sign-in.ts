import type { Logger } from "@sekinin/config";
import { type Database, findUserByEmail } from "@sekinin/db";
import { normaliseEmail } from "./email-address.ts";
import { verifyNothing, verifyPassword } from "./password-hash.ts";
import { isHashable } from "./password-rules.ts";
import type { SignInLimits } from "./sign-in-limits.ts";
import { TurnstileFull } from "./turnstile.ts";

/** `refused` says nothing more on purpose: wrong password, unknown and disabled users look alike. */
export type SignInAnswer =
  | { readonly kind: "accepted"; readonly userId: string }
  | { readonly kind: "refused" }
  | { readonly kind: "malformed" }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "busy" };

export type SignInServices = { readonly database: Database; readonly limits: SignInLimits; readonly log: Logger };

/** Checks e-mail address and password. Counts each attempt first; running sessions are not touched by any limit. */
export async function signIn(
  { database, limits, log }: SignInServices,
  input: { readonly email: string; readonly password: string; readonly address: string },
): Promise<SignInAnswer> {
  if (!isHashable(input.password) || input.email.length > 1024) return { kind: "malformed" };
  const email = normaliseEmail(input.email);
  const limit = await limits.take({ email: email ?? input.email, address: input.address });
  if (!limit.allowed) {
    log.warn({ address: input.address }, "sign-in held back by its limit");
    return { kind: "limited", retryAfterSeconds: limit.retryAfterSeconds };
  }
  try {
    const userId = await checkedUser(database, email, input.password);
    if (userId === null) {
      log.warn({ address: input.address }, "sign-in refused");
      return { kind: "refused" };
    }
    await limit.forgive();
    log.info({ userId, address: input.address }, "signed in");
    return { kind: "accepted", userId };
  } catch (error) {
    if (error instanceof TurnstileFull) return { kind: "busy" };
    throw error;
  }
}

async function checkedUser(database: Database, email: string | null, password: string): Promise<string | null> {
  const user = email === null ? null : await database.withSystem((tx) => findUserByEmail(tx, email));
  const matches = user === null ? await verifyNothing(password) : await verifyPassword(user.passwordHash, password);
  return user !== null && matches && user.disabledAt === null ? user.id : null;
}
