import { storableText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type UserWithPassword, userColumns, userOf } from "./user.ts";

/** `email` is normalised already. With the password's hash, for sign-in. */
export async function findUserByEmail(tx: SystemTransaction, email: string): Promise<UserWithPassword | null> {
  const where = { email: storableText(email) };
  const user = await tx.user.findUnique({ where, select: { ...userColumns, passwordHash: true } });
  return user === null ? null : userOf(user);
}
