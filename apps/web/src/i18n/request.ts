import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "../messages/load-messages.ts";
import { readPreferences } from "../server/session.ts";

// The language is the user's, never the path's. Times are drawn in the tenant's zone by whoever draws them.
export default getRequestConfig(async () => {
  const { locale } = await readPreferences();
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
