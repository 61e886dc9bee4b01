import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { isHashable, normalisePassword } from "./password-rules.ts";
import { createTurnstile } from "./turnstile.ts";

// The library's enum exists for the type checker only.
const argon2id: Algorithm.Argon2id = 2;

/** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane. */
const cost = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

// 19 MiB each: a hundred sign-ins at once wait in line instead of taking 2 GiB.
const turnstile = createTurnstile({ atOnce: 2, waiting: 500 });

let decoy: Promise<string> | undefined;

/** Returns the PHC string. Rules are the caller's (`passwordProblem`); what is unhashable throws a RangeError. */
export async function hashPassword(password: string): Promise<string> {
  if (!isHashable(password)) throw new RangeError("the password is too long to be hashed");
  return turnstile(() => hash(normalisePassword(password), cost));
}

/** True where the password is the one that was hashed. A hash that cannot be read counts as another one. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  if (!isHashable(password)) return false;
  return turnstile(() => verify(passwordHash, normalisePassword(password)).catch(() => false));
}

/** The work of `verifyPassword` for a user that does not exist, so that the time tells nothing. Always false. */
export async function verifyNothing(password: string): Promise<false> {
  decoy ??= hashPassword("no user has this password");
  await verifyPassword(await decoy, password);
  return false;
}
