import { Failure } from "@sekinin/config";
import type { Locale } from "../locale.ts";
import { refuseDuplicate } from "../refused-rows.ts";
import { typedText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type User, userColumns, userOf } from "./user.ts";

/** Only what the column demands: sign-in's own grammar has normalised and checked it before. */
function typedAddress(email: string): string {
  if (/^[^\s@]+@[^\s@]+$/.test(email)) return typedText("email", email, 254);
  throw new Failure("input.invalid", { detail: { field: "email", problem: "`email` must be an e-mail address." } });
}

/** `email` is normalised already. Throws `user.email-taken`. */
export async function createUser(
  tx: SystemTransaction,
  input: { readonly email: string; readonly name: string; readonly passwordHash: string; readonly locale?: Locale },
): Promise<User> {
  const data = {
    email: typedAddress(input.email),
    name: typedText("name", input.name, 200),
    passwordHash: typedText("passwordHash", input.passwordHash, 400),
    locale: input.locale ?? "en",
  };
  return userOf(await refuseDuplicate("user.email-taken", () => tx.user.create({ data, select: userColumns })));
}
