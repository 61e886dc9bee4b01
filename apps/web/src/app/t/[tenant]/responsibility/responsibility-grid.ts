import type { Assignment, Unit } from "@sekinin/db";
import { indexAssignments, type Party, partyKey, partyOf, partyOfDomain, pathUp } from "@sekinin/posture";
import { catalogue, type ResponsibilityDomain, responsibilityDomains } from "@sekinin/responsibility";

/** Who answers for a domain in one OU. */
export type GridCell = {
  readonly domain: ResponsibilityDomain;
  readonly party: Party;
  /** Name of the place above that says it; null where this OU says it, or nobody does. */
  readonly inheritedFrom: string | null;
  /** Controls of the domain that somebody else answers for here. */
  readonly exceptions: number;
};

export type GridRow = {
  readonly nodeId: string;
  readonly name: string;
  readonly depth: number;
  readonly cells: readonly GridCell[];
};

/** More OUs than this, and only the first level and those that say something of their own are shown. */
const mostRows = 120;

/** The effective party by OU and domain; `left` counts the OUs that are as the one above them and are left out. */
export function responsibilityGrid(
  units: readonly Unit[],
  assignments: readonly Assignment[],
): { readonly rows: readonly GridRow[]; readonly left: number } {
  const index = indexAssignments(assignments);
  const parentOf = new Map(units.map(({ nodeId, parentId }) => [nodeId, parentId]));
  const names = new Map(units.map(({ nodeId, name }) => [nodeId, name]));
  const controls = catalogue();
  const shown = units.length <= mostRows ? units : units.filter(({ nodeId, depth }) => depth <= 1 || index.has(nodeId));
  const rows = shown.map(({ nodeId, name, depth }) => {
    const path = pathUp(parentOf, nodeId);
    const cells = responsibilityDomains.map((domain) => {
      const { party, saidAt } = partyOfDomain(index, path, domain);
      const isOther = (control: (typeof controls)[number]) =>
        control.domain === domain && partyKey(partyOf(index, path, control).party) !== partyKey(party);
      return {
        domain,
        party,
        inheritedFrom: saidAt === null || saidAt === nodeId ? null : (names.get(saidAt) ?? saidAt),
        exceptions: controls.filter(isOther).length,
      };
    });
    return { nodeId, name, depth, cells };
  });
  return { rows, left: units.length - shown.length };
}
