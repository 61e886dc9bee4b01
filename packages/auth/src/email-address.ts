/** Longest address that mail can carry (RFC 5321, 4.5.3.1.3). */
const longestAddress = 254;
const longestLocalPart = 64;
const atom = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+";
const localPart = new RegExp(`^${atom}(?:\\.${atom})*$`);
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The one spelling under which an address is stored and compared, or null where it is none.
 * Normalised first and judged after: a look-alike `@` that turns into a second one is refused.
 */
export function normaliseEmail(input: string): string | null {
  if (input.length > 4 * longestAddress) return null;
  const address = input.normalize("NFKC").trim().toLowerCase();
  const parts = address.split("@");
  const [local, domain] = parts;
  if (parts.length !== 2 || local === undefined || domain === undefined) return null;
  if (address.length > longestAddress || local.length > longestLocalPart || !localPart.test(local)) return null;
  const labels = domain.split(".");
  const top = labels.at(-1) ?? "";
  const isHostName = labels.length >= 2 && labels.every((part) => label.test(part)) && !/^\d+$/.test(top);
  return isHostName ? address : null;
}
