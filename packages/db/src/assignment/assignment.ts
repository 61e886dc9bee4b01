import type { PartyAssignment } from "@sekinin/posture";

/** Who answers for a domain or control at a place and below it. */
export type Assignment = PartyAssignment & {
  readonly id: string;
  /** Of the tree that pages show; null where the place is no longer in it. */
  readonly node: { readonly name: string; readonly kind: "root" | "organizational-unit" | "account" } | null;
  readonly createdAt: Date;
};

/** A stored row's two columns, of which exactly one is set. */
export type PartyColumns = { readonly teamId: string | null; readonly operatorId: string | null };

export function partyOfColumns({ teamId, operatorId }: PartyColumns): PartyAssignment["party"] {
  return teamId === null ? { kind: "partner", operatorId: operatorId ?? "" } : { kind: "team", id: teamId };
}
