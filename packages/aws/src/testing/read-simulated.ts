import type { AccountFacts } from "@sekinin/responsibility";
import { type AccountRequest, readAccount } from "../collectors/read-account.ts";
import { requiredActions } from "../permissions/index.ts";
import { openSession } from "../session/open-session.ts";
import type { SimulatedAccess } from "./simulated-access.ts";

/** Everything of one account as the product reads it, and the calls that it took. */
export async function readSimulated(
  simulated: SimulatedAccess,
  accountId: string,
  changes: Partial<AccountRequest> = {},
): Promise<{ readonly facts: AccountFacts; readonly calls: number; readonly throttles: number }> {
  const session = await openSession(
    simulated.access,
    simulated.request({ expectedAccountId: accountId, actions: requiredActions("member") }),
  );
  try {
    const facts = await readAccount(session, {
      regions: null,
      organization: null,
      signal: new AbortController().signal,
      seconds: 30,
      ...changes,
    });
    return { facts, ...session.counts() };
  } finally {
    session.close();
  }
}

/** Every reason of an unread reading anywhere in a value, with where it is. */
export function unreadIn(
  value: unknown,
  at = "",
): readonly { readonly at: string; readonly code: string; readonly action: string | null }[] {
  if (typeof value !== "object" || value === null) return [];
  if (Reflect.get(value, "status") === "unread") {
    const reason: unknown = Reflect.get(value, "reason");
    const field = (name: string): unknown =>
      typeof reason === "object" && reason !== null ? Reflect.get(reason, name) : null;
    return [
      { at, code: String(field("code")), action: typeof field("action") === "string" ? String(field("action")) : null },
    ];
  }
  return Object.entries(value).flatMap(([key, item]) => unreadIn(item, at === "" ? key : `${at}.${key}`));
}
