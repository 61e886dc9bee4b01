import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type UserWithPassword, userColumns, userOf } from "./user.ts";

/** With the password's hash, for a password change. */
export async function findUserById(tx: SystemTransaction, id: string): Promise<UserWithPassword | null> {
  if (!isUuid(id)) return null;
  const user = await tx.user.findUnique({ where: { id }, select: { ...userColumns, passwordHash: true } });
  return user === null ? null : userOf(user);
}
