import { Failure } from "@sekinin/config";
import { fromColumn, type Locale } from "../locale.ts";
import { refuseDuplicate } from "../refused-rows.ts";
import { typedText } from "../text.ts";
import type { SystemTransaction } from "../transaction.ts";
import { type Tenant, tenantColumns } from "./tenant.ts";

const slugShape = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Throws `tenant.slug-taken`, or `input.invalid` for a slug or zone that cannot be one. */
export async function createTenant(
  tx: SystemTransaction,
  input: { readonly slug: string; readonly name: string; readonly zone?: string; readonly locale?: Locale },
): Promise<Tenant> {
  if (!slugShape.test(input.slug)) {
    const problem = "`slug` must have 1 to 63 of a-z, 0-9 and hyphen, with no hyphen at an end.";
    throw new Failure("input.invalid", { detail: { field: "slug", problem } });
  }
  const data = {
    slug: input.slug,
    name: typedText("name", input.name, 200),
    zone: knownZone(input.zone ?? "UTC"),
    locale: input.locale ?? "en",
  };
  const tenant = await refuseDuplicate("tenant.slug-taken", () => tx.tenant.create({ data, select: tenantColumns }));
  return { ...tenant, locale: fromColumn<Locale>(tenant.locale) };
}

function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch (cause) {
    const problem = "`zone` must be an IANA time zone such as `Europe/Dublin`.";
    throw new Failure("input.invalid", { cause, detail: { field: "zone", problem } });
  }
}
