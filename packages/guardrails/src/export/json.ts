import type { ChangePlan } from "./change-plan.ts";
import { policyValue } from "./policy-value.ts";

/** The change as data, `sekinin.draft/1`: a policy's content is an object, or its text where it is no JSON. */
export function jsonOf(plan: ChangePlan): string {
  const { policies, ...rest } = plan;
  const written = policies.map(({ id, name, type, content, targetIds, exists }) => ({
    id,
    name,
    type,
    exists,
    content: policyValue(content) ?? content,
    targetIds,
  }));
  return `${JSON.stringify({ format: "sekinin.draft/1", policies: written, ...rest }, null, 2)}\n`;
}
