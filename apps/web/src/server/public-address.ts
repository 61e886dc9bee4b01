import { loadEnvironment } from "@sekinin/config";

/** Where people reach us. On http only this machine does (the environment's schema refuses the rest). */
export type PublicAddress = { readonly origin: string; readonly isHttps: boolean };

let address: PublicAddress | undefined;

/** `SEKININ_PUBLIC_URL` as an origin. Throws `environment.invalid` where it is missing or wrong. */
export function publicAddress(): PublicAddress {
  if (address === undefined) {
    const url = new URL(loadEnvironment(["SEKININ_PUBLIC_URL"]).SEKININ_PUBLIC_URL);
    address = { origin: url.origin, isHttps: url.protocol === "https:" };
  }
  return address;
}
