"use server";

import { endSession } from "@sekinin/auth";
import { setUserPreferences } from "@sekinin/db";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { openAction, userAction } from "../server/action.ts";
import { cookieAttributes, cookieNames } from "../server/cookies.ts";
import { locales, themes } from "../server/locale.ts";
import { publicAddress } from "../server/public-address.ts";
import { services } from "../server/services.ts";
import { findSignedIn } from "../server/session.ts";

const Preferences = z.strictObject({ locale: z.enum(locales).optional(), theme: z.enum(themes).optional() });
const yearSeconds = 365 * 86_400;

/** Language and theme of whoever asks: kept with the user, and in a cookie for the time before sign-in. */
export const savePreferences = openAction({
  input: Preferences,
  run: async ({ locale, theme }) => {
    const address = publicAddress();
    const names = cookieNames(address);
    const jar = await cookies();
    const attributes = { ...cookieAttributes(address), maxAge: yearSeconds };
    if (locale !== undefined) jar.set(names.locale, locale, attributes);
    if (theme !== undefined) jar.set(names.theme, theme, attributes);
    const user = await findSignedIn();
    if (user !== null) {
      const { database } = await services();
      const changed = { ...(locale === undefined ? {} : { locale }), ...(theme === undefined ? {} : { theme }) };
      await database.withSystem((tx) => setUserPreferences(tx, user.userId, changed));
    }
    return null;
  },
});

/** Ends this session and forgets its cookie. */
export const signOut = userAction({
  input: z.strictObject({}),
  run: async (user): Promise<null> => {
    const { database } = await services();
    await endSession(database, user);
    await forgetSession();
    redirect("/sign-in");
  },
});

async function forgetSession(): Promise<void> {
  const address = publicAddress();
  (await cookies()).set(cookieNames(address).session, "", { ...cookieAttributes(address), maxAge: 0 });
}
