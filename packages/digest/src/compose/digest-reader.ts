import type { Locale } from "@sekinin/db";

/** Who reads a digest and where its links lead. Every address begins with the one configured public address. */
export type DigestReader = {
  readonly locale: Locale;
  /** Why it is sent: a subscription of their own, or of a team's address. */
  readonly because: "own-subscription" | { readonly teamName: string };
  /** `SEKININ_PUBLIC_URL`, without a slash at its end. */
  readonly publicUrl: string;
  /** The page that stops it, `<publicUrl>/u/<token>`. */
  readonly unsubscribeUrl: string;
  readonly now: Date;
};

/** A digest as it is mailed. `subject` is one line. */
export type ComposedDigest = { readonly subject: string; readonly html: string; readonly text: string };
