/** Why a text is no address that mail is sent to. */
export const mailAddressProblems = [
  "empty",
  "too-long",
  "control-character",
  "not-ascii",
  "at-sign",
  "local-part",
  "domain",
  "reserved",
] as const;
export type MailAddressProblem = (typeof mailAddressProblems)[number];

export type ParsedMailAddress =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly problem: MailAddressProblem };

/** RFC 5321, 4.5.3.1: 254 characters for what a path can carry, 64 before the `@`. */
const longestAddress = 254;
const longestLocalPart = 64;
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Whoever answers at these looks after a mail server, and asked for no digest. */
const reserved = new Set(["postmaster", "abuse", "mailer-daemon", "hostmaster", "webmaster", "root"]);

function problemOf(address: string): MailAddressProblem | null {
  if (address.length === 0) return "empty";
  if (address.length > longestAddress) return "too-long";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\u0000-\u001f\u007f]/.test(address)) return "control-character";
  // A look-alike of `@` or of a letter would send to another domain than the one that is read.
  if (!/^[\u0020-\u007e]*$/.test(address)) return "not-ascii";
  const [local, domain, ...more] = address.split("@");
  if (local === undefined || domain === undefined || more.length > 0) return "at-sign";
  if (local.length > longestLocalPart || !localPart.test(local)) return "local-part";
  const labels = domain.split(".");
  const isHostName = labels.length >= 2 && labels.every((part) => label.test(part));
  if (!isHostName || /^\d+$/.test(labels.at(-1) ?? "")) return "domain";
  return reserved.has(local) ? "reserved" : null;
}

/**
 * The one spelling under which an address is stored, counted and sent to: ASCII, one `@`, no quotes, an A-label domain,
 * lower case. What this refuses never reaches an envelope: mail libraries read lists, quotes and look-alikes into it.
 */
export function parseMailAddress(text: string): ParsedMailAddress {
  // Spaces around it are how addresses are pasted; anything else around it is no part of one.
  const address = text.replace(/^ +| +$/g, "").toLowerCase();
  const problem = problemOf(address);
  return problem === null ? { ok: true, address } : { ok: false, problem };
}
