/** In characters (code points) after normalising. */
export const passwordLength = { least: 12, most: 128 } as const;

export type PasswordProblem = "too-short" | "too-long" | "is-address" | "too-uniform";

/**
 * What is wrong with a new password, or null. Length and sameness only: rules about kinds of
 * characters make passwords worse (ASVS 5.0, 6.2.5). Judged before anything is hashed.
 */
export function passwordProblem(password: string, email: string): PasswordProblem | null {
  if (!isHashable(password)) return "too-long";
  const characters = Array.from(normalisePassword(password));
  if (characters.length < passwordLength.least) return "too-short";
  if (characters.length > passwordLength.most) return "too-long";
  if (normalisePassword(password).toLowerCase() === email.toLowerCase()) return "is-address";
  return new Set(characters).size < 4 ? "too-uniform" : null;
}

/** False for what no password of ours can be: hashing or normalising it would only be work for an attacker. */
export function isHashable(password: string): boolean {
  // Normalising can shorten a text, but not by more than this for what people type.
  return password.length <= 4 * passwordLength.most;
}

/** The same password typed on another keyboard or system is the same text (NIST SP 800-63B-4, 3.1.1.2). */
export function normalisePassword(password: string): string {
  return password.normalize("NFKC");
}
