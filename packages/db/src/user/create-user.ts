import type { Locale } from "../locale.ts";
import { typedText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { refuseDuplicate } from "../unique-violation.ts";
import { type User, userColumns, userOf } from "./user.ts";

/** `email` is normalised already. Throws `user.email-taken`. */
export async function createUser(
  tx: SystemTransaction,
  input: { readonly email: string; readonly name: string; readonly passwordHash: string; readonly locale?: Locale },
): Promise<User> {
  const data = {
    email: typedText("email", input.email, 254),
    name: typedText("name", input.name, 200),
    passwordHash: typedText("passwordHash", input.passwordHash, 400),
    locale: input.locale ?? "en",
  };
  return userOf(await refuseDuplicate("user.email-taken", () => tx.user.create({ data, select: userColumns })));
}
