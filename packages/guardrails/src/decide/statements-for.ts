import type { Atom } from "../objectives/atom.ts";
import type { ActionUniverse } from "../universe/action-universe.ts";
import { withoutDeadDenies } from "./dead-denies.ts";
import { speaksOfOwners } from "./prepare-cases.ts";
import { isForeign } from "./principal-cases.ts";
import { nothingInForce, type RelevantStatements } from "./relevant-statements.ts";

/**
 * What the atom's requests meet: SCPs bind the account's own principals only, RCPs everybody who reaches for the
 * account's resources. `scp` and `rcp` are the relevant statements of the atom's action.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
export function statementsFor(
  atom: Atom,
  scp: RelevantStatements,
  rcp: RelevantStatements,
  universe: ActionUniverse,
): RelevantStatements {
  const bound = withoutDeadDenies(atom, isForeign(atom.principals) ? nothingInForce : scp, universe);
  const guarding = withoutDeadDenies(atom, isResourceControlled(atom, universe) ? rcp : nothingInForce, universe);
  if (guarding === nothingInForce || isNothing(guarding)) return bound;
  if (isNothing(bound)) return guarding;
  return {
    denies: [...bound.denies, ...guarding.denies],
    allows: [...bound.allows, ...guarding.allows],
    unreadable: [...bound.unreadable, ...guarding.unreadable],
    key: `${bound.key}+${guarding.key}`,
  };
}

function isNothing({ denies, allows, unreadable }: RelevantStatements): boolean {
  return denies.length + allows.length + unreadable.length === 0;
}

/**
 * RCPs bind the services of a dated list, actions with a resource, and never `kms:RetireGrant`.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps
 */
export function isResourceControlled(atom: Atom, { resourceControlled, action }: ActionUniverse): boolean {
  const name = atom.action.toLowerCase();
  const service = name.slice(0, name.indexOf(":"));
  if (name === "kms:retiregrant" || !resourceControlled.services.has(service) || speaksOfOwners(atom)) return false;
  return (action(name)?.resourceTypes.length ?? 0) > 0;
}
