import type { PublicAddress } from "./public-address.ts";

/** Names by purpose. On https they carry `__Host-`: no other host or path can set them, and only https carries them. */
export function cookieNames({ isHttps }: Pick<PublicAddress, "isHttps">) {
  const prefix = isHttps ? "__Host-" : "";
  return {
    session: `${prefix}sekinin-session`,
    csrf: `${prefix}sekinin-csrf`,
    callback: `${prefix}sekinin-callback`,
    locale: `${prefix}sekinin-locale`,
    theme: `${prefix}sekinin-theme`,
  } as const;
}

/** Attributes of every cookie of ours. */
export function cookieAttributes({ isHttps }: Pick<PublicAddress, "isHttps">) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps } as const;
}
