import { Failure } from "@sekinin/config";
import type { Locale, Theme } from "../locale.ts";
import { isUuid } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";

/** Changes what is given. Throws `not-found`. */
export async function setUserPreferences(
  tx: SystemTransaction,
  userId: string,
  preferences: { readonly locale?: Locale; readonly theme?: Theme },
): Promise<void> {
  const { count } = isUuid(userId)
    ? await tx.user.updateMany({ where: { id: userId }, data: preferences })
    : { count: 0 };
  if (count === 0) throw new Failure("not-found");
}
