import type { Reading, UnreadReason } from "@sekinin/responsibility";

/** What is read once for the organisation and used by the verdicts on its accounts. Plain JSON. */
export type OrganizationFacts = {
  /** Root credentials of members are managed centrally; null where it was not read. */
  readonly rootCredentialsManaged: boolean | null;
  /** Accounts whose GuardDuty the administrator lists as enabled, by Region; empty without an administrator. */
  readonly guardDutyMembers: Readonly<Record<string, Reading<readonly string[]>>>;
  /** Why parts of this were not read. */
  readonly unread: readonly UnreadReason[];
};

/** Facts of an organisation of which nothing is known: every account is asked itself. */
export const noOrganizationFacts: OrganizationFacts = {
  rootCredentialsManaged: null,
  guardDutyMembers: {},
  unread: [],
};
