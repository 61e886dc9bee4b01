import type { Prisma } from "../generated/client.ts";
import { fromColumn, type Locale, type Theme } from "../locale.ts";

export type User = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
  readonly theme: Theme;
  readonly disabledAt: Date | null;
  readonly passwordChangedAt: Date;
};

/** A user with what sign-in compares: it never leaves the server. */
export type UserWithPassword = User & { readonly passwordHash: string };

export const userColumns = {
  id: true,
  email: true,
  name: true,
  locale: true,
  theme: true,
  disabledAt: true,
  passwordChangedAt: true,
} as const satisfies Prisma.UserSelect;

type UserRow = Prisma.UserGetPayload<{ select: typeof userColumns }>;

export function userOf<R extends UserRow>(row: R): R & { locale: Locale; theme: Theme } {
  return { ...row, locale: fromColumn<Locale>(row.locale), theme: fromColumn<Theme>(row.theme) };
}
