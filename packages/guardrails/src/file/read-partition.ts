import type { OrganizationPolicy } from "../organization.ts";
import { type Problems, textAt } from "./checked-value.ts";

const rule = { pattern: /^aws(-[a-z]+)*$/, expected: "a partition such as `aws`, `aws-cn` or `aws-us-gov`" };
const named = /\barn:(aws(?:-[a-z]+)*):/g;

/**
 * The partition that the file tells, else the one that all ARNs of its policies name; null where there is none. ARNs of
 * two partitions decide nothing: a policy's ARN of another partition exempts or stops nobody here.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionAt(
  value: unknown,
  policies: readonly OrganizationPolicy[],
  problems: Problems,
): string | null {
  if (value !== undefined) return textAt(value, "partition", problems, rule);
  const found = new Set<string>();
  for (const { content } of policies) {
    if (content.status !== "read") continue;
    for (const [, partition] of content.value.matchAll(named)) if (partition !== undefined) found.add(partition);
  }
  const [only, ...others] = [...found].sort();
  if (others.length > 0) problems.add("partition", "missing", [only, ...others].map((one) => `"${one}"`).join(" or "));
  return only ?? null;
}
