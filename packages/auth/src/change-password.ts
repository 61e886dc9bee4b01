import { findUserById, revokeSessionsOfUser, setUserPassword } from "@sekinin/db";
import { hashPassword, verifyPassword } from "./password-hash.ts";
import { isHashable, type PasswordProblem, passwordProblem } from "./password-rules.ts";
import type { SignInServices } from "./sign-in.ts";
import { TurnstileFull } from "./turnstile.ts";

export type ChangePasswordAnswer =
  | { readonly kind: "changed" }
  | { readonly kind: "weak"; readonly problem: PasswordProblem | "unchanged" }
  | { readonly kind: "wrong-current" }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "busy" };

/** Changes a signed-in user's password and ends all other sessions of theirs, in one transaction. */
export async function changePassword(
  { database, limits, log }: SignInServices,
  input: {
    readonly userId: string;
    readonly sessionId: string;
    readonly currentPassword: string;
    readonly newPassword: string;
  },
): Promise<ChangePasswordAnswer> {
  const user = await database.withSystem((tx) => findUserById(tx, input.userId));
  if (user === null) throw new Error("a session's user does not exist");
  const problem = passwordProblem(input.newPassword, user.email);
  if (problem !== null) return { kind: "weak", problem };
  if (!isHashable(input.currentPassword)) return { kind: "wrong-current" };
  if (input.newPassword === input.currentPassword) return { kind: "weak", problem: "unchanged" };
  // Somebody at an unlocked screen must not guess faster here than at the sign-in page; its own count keeps
  // such guesses from holding the user's sign-in back.
  const limit = await limits.take({ email: `change ${user.id}`, address: input.sessionId });
  if (!limit.allowed) return { kind: "limited", retryAfterSeconds: limit.retryAfterSeconds };
  try {
    if (!(await verifyPassword(user.passwordHash, input.currentPassword))) return { kind: "wrong-current" };
    const passwordHash = await hashPassword(input.newPassword);
    await database.withSystem(async (tx) => {
      await setUserPassword(tx, user.id, passwordHash);
      await revokeSessionsOfUser(tx, user.id, input.sessionId);
    });
  } catch (error) {
    if (error instanceof TurnstileFull) return { kind: "busy" };
    throw error;
  }
  await limit.forgive();
  log.info({ userId: user.id }, "password changed, other sessions ended");
  return { kind: "changed" };
}
