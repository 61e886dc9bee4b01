export { type ChangePasswordAnswer, changePassword } from "./change-password.ts";
export { normaliseEmail } from "./email-address.ts";
export { createLinkLimits, type LinkLimits } from "./link-limits.ts";
export { hashPassword, verifyPassword } from "./password-hash.ts";
export { type PasswordProblem, passwordLength, passwordProblem } from "./password-rules.ts";
export { may, type Permission, permissions, permissionsOf, type Role } from "./permissions.ts";
export { safeReturnPath } from "./return-path.ts";
export { createSessionToken, hashSessionToken } from "./session-token.ts";
export {
  endSession,
  endSessionsOfUser,
  findSession,
  listOwnSessions,
  openSession,
  type SessionInList,
  type SignedIn,
  sessionDays,
} from "./sessions.ts";
export { type SignInAnswer, type SignInServices, signIn } from "./sign-in.ts";
export { createSignInLimits, type SignInLimits } from "./sign-in-limits.ts";
export { type AccessAnswer, accessPerTenant, decideAccess, type TenantAccess } from "./tenant-access.ts";
export { TurnstileFull } from "./turnstile.ts";
