import type { Atom, ResourceShape } from "../objectives/atom.ts";
import { asksForKey } from "../objectives/expand-objective.ts";
import { mayName } from "../objectives/resource-shapes.ts";
import type { PolicyStatement } from "../policy-document.ts";
import type { ActionFacts, ActionUniverse } from "../universe/action-universe.ts";
import type { ReadStatement } from "./decision-input.ts";
import type { RelevantStatements } from "./relevant-statements.ts";

/**
 * Leaves out Denies that never match for want of a key: each resource of a call is authorised for itself, and a key
 * of the volume is not there where the image is asked about, so that a Deny on images which asks for it never matches.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-for-amazon-ec2.html
 */
export function withoutDeadDenies(
  atom: Atom,
  relevant: RelevantStatements,
  { action }: ActionUniverse,
): RelevantStatements {
  const facts = action(atom.action);
  if (facts === undefined || facts.resourceTypes.length < 2 || relevant.denies.length === 0) return relevant;
  const isDead = ({ statement }: ReadStatement) => {
    const named = atom.resources.filter((shape) => mayMatch(statement, shape));
    return named.length > 0 && named.every((shape) => asksForForeignKey(statement, shape, facts));
  };
  const denies = relevant.denies.filter((placed) => !isDead(placed));
  if (denies.length === relevant.denies.length) return relevant;
  const left = relevant.denies.flatMap((placed, at) => (denies.includes(placed) ? [at] : []));
  return { ...relevant, denies, key: `${relevant.key}!${left.join(",")}` };
}

/** False only where no ARN of the shape can match. */
function mayMatch({ resources }: PolicyStatement, { patterns }: ResourceShape): boolean {
  return resources === null || resources.some((written) => patterns.some((pattern) => mayName(written, pattern)));
}

function asksForForeignKey({ conditions }: PolicyStatement, { keys }: ResourceShape, facts: ActionFacts): boolean {
  if (keys === undefined) return false;
  return conditions.some((condition) => {
    if (!asksForKey(condition)) return false;
    const key = condition.key.toLowerCase();
    const names = [key, key.replace(/\/.*$/, "/")];
    const isIn = (list: readonly string[]) => names.some((name) => list.includes(name));
    return !isIn(keys) && facts.resourceTypes.some((type) => isIn(type.keys));
  });
}
