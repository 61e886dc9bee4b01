import type { Locale } from "../locale.ts";

/** A customer of the installation. `zone` is an IANA zone: its calendar day is the day of rollups. */
export type Tenant = {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly locale: Locale;
};

export const tenantColumns = { id: true, slug: true, name: true, zone: true, locale: true } as const;
