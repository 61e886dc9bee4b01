import "server-only";
import { accessPerTenant, findSession, type SignedIn, type TenantAccess } from "@sekinin/auth";
import { listAccessOfUser } from "@sekinin/db";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { cookieNames } from "./cookies.ts";
import { asLocale, asTheme, type Locale, preferredLocale, type Theme } from "./locale.ts";
import { publicAddress } from "./public-address.ts";
import { services } from "./services.ts";

/** Who asks, read from the session's row once per request; null for a stranger. */
export const findSignedIn = cache(async (): Promise<SignedIn | null> => {
  const token = (await cookies()).get(cookieNames(publicAddress()).session)?.value;
  if (token === undefined) return null;
  const { database } = await services();
  return findSession(database, token);
});

/** Who asks; a stranger is led to the sign-in page. */
export async function requireUser(): Promise<SignedIn> {
  const signedIn = await findSignedIn();
  if (signedIn === null) redirect("/sign-in");
  return signedIn;
}

/** Every access of the signed-in user, read once per request: a revoked one is gone at the next. */
export const listAccesses = cache(async (userId: string): Promise<TenantAccess[]> => {
  const { database } = await services();
  return database.withSystem((tx) => listAccessOfUser(tx, userId));
});

/** The tenants that the user may enter, one line each, by name. */
export async function listTenants(userId: string): Promise<TenantAccess[]> {
  return accessPerTenant(await listAccesses(userId));
}

/** Language and theme: the user's own, before sign-in the cookie's, then the browser's wish. */
export const readPreferences = cache(async (): Promise<{ locale: Locale; theme: Theme }> => {
  const [signedIn, jar, stated] = await Promise.all([findSignedIn(), cookies(), headers()]);
  const names = cookieNames(publicAddress());
  const fromCookie = asLocale(jar.get(names.locale)?.value);
  return {
    locale: asLocale(signedIn?.locale) ?? fromCookie ?? preferredLocale(stated.get("accept-language")),
    theme: asTheme(signedIn?.theme ?? jar.get(names.theme)?.value),
  };
});
