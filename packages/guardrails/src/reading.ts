/** Why something could not be read. Every code has words in both languages in responsibility's `unread-texts.ts`. */
export const unreadCodes = [
  "access-denied",
  "throttled",
  "timeout",
  "region-disabled",
  "account-suspended",
  "role-missing",
  "wrong-account",
  "wrong-organization",
  "too-many-items",
  "malformed-answer",
  "endpoint-failed",
  "not-supported",
  "not-collected",
  "policy-unreadable",
  "value-unreadable",
  "value-encrypted",
  "not-in-table",
] as const;
export type UnreadCode = (typeof unreadCodes)[number];

/** `action` is the IAM action that was refused or failed, `detail` a short word of ours or AWS's error code: never a message of AWS's. */
export type UnreadReason = {
  readonly code: UnreadCode;
  readonly action?: string;
  readonly detail?: string;
};

/** What was read, or why it was not. Nothing unread may look like a value. */
export type Reading<T> =
  | { readonly status: "read"; readonly value: T }
  | { readonly status: "unread"; readonly reason: UnreadReason };

export function read<T>(value: T): Reading<T> {
  return { status: "read", value };
}

export function unread(code: UnreadCode, action?: string, detail?: string): Reading<never> {
  return {
    status: "unread",
    reason: { code, ...(action === undefined ? {} : { action }), ...(detail === undefined ? {} : { detail }) },
  };
}
