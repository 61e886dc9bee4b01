import type { ActionFacts, ActionResourceType } from "../universe/action-universe.ts";
import type { ResourceShape } from "./atom.ts";
import { requiredTogether } from "./required-types.ts";

/**
 * What calls of the action are authorised against, call by call, where one resource is of the form: the types that a call
 * names at least (a Deny on any of them stops it), the fitting one narrowed to the form. Null where no type fits the form.
 */
export function shapesOf(
  action: ActionFacts,
  form: string,
  except: readonly string[],
): readonly (readonly ResourceShape[])[] | null {
  const calls = requiredTogether(action);
  if (form === "*")
    return calls.map((types) =>
      types.length === 0 ? [anyResource(except)] : types.map((type) => whole(action, type, except)),
    );
  const fitting = action.resourceTypes.find((type) => type.arns.some((arn) => arnsMeet(arn, form)));
  if (fitting === undefined) return null;
  const naming = calls.filter((types) => types.includes(fitting));
  return (naming.length > 0 ? naming : calls).map((types) => [
    { ...whole(action, fitting, except), patterns: [form] },
    ...types.filter((type) => type !== fitting).map((type) => whole(action, type, [])),
  ]);
}

/** A form that AWS's table has no type for, such as the root user's ARN: it stands for the only type of the action. */
export function shapeAsWritten(action: ActionFacts, form: string, except: readonly string[]): ResourceShape {
  const [only, ...others] = action.resourceTypes;
  return { type: others.length === 0 ? (only?.name ?? null) : null, patterns: [form], except };
}

function anyResource(except: readonly string[]): ResourceShape {
  return { type: null, patterns: ["*"], except };
}

function whole(
  { keys, resourceTypes }: ActionFacts,
  type: ActionResourceType,
  except: readonly string[],
): ResourceShape {
  const shape = { type: type.name, patterns: type.arns, except };
  return resourceTypes.length < 2 ? shape : { ...shape, keys: [...new Set([...keys, ...type.keys])] };
}

/**
 * Whether a Resource as a policy writes it may name an ARN of a pattern. With five colons on both sides each stands for
 * its like; else a star may cross them. Variables, and the account that stands open in an atom, may be anything.
 */
export function mayName(written: string, pattern: string): boolean {
  const [left, right] = [written, pattern].map((text) => text.replace(/\$?\{[^}]*\}/g, "*").split(":"));
  if (left === undefined || right === undefined) return true;
  if (left.length !== 6 || right.length !== 6) return globsMeet(left.join(":"), right.join(":"));
  return left.every((part, at) => globsMeet(part, right[at] ?? ""));
}

/** ARNs are compared part by part; a part that is empty in one is empty in both. */
function arnsMeet(left: string, right: string): boolean {
  const lefts = arnParts(left);
  const rights = arnParts(right);
  return lefts.every((part, at) => {
    const other = rights[at] ?? "";
    return part === "" || other === "" ? part === other : globsMeet(part, other);
  });
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Whether some text matches both globs. As many steps as the product of their lengths. */
export function globsMeet(left: string, right: string): boolean {
  // `reached[j]`: what was read of the left and the first j characters of the right can stand for the same text.
  let reached = [true];
  for (let j = 1; j <= right.length; j += 1) reached[j] = reached[j - 1] === true && right[j - 1] === "*";
  for (const a of left) {
    const next = [reached[0] === true && a === "*"];
    for (let j = 1; j <= right.length; j += 1) {
      const b = right[j - 1];
      if (a === "*" || b === "*") next[j] = reached[j] === true || next[j - 1] === true;
      else next[j] = (a === b || a === "?" || b === "?") && reached[j - 1] === true;
    }
    reached = next;
  }
  return reached[right.length] === true;
}
