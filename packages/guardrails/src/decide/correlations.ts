import type { Clause } from "../values/clause.ts";
import { exactPattern, written } from "../values/pattern.ts";
import type { LiteralSource } from "./obligations.ts";
import { among } from "./principal-cases.ts";
import type { Alternative, Obligation } from "./solve.ts";

/** Present only for calls through a VPC endpoint, for which `aws:SourceIp` is not there. */
const endpointKeys = [
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:sourcevpce",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "aws:vpcsourceip",
];
const viaKeys = ["aws:calledvia", "aws:calledviafirst", "aws:calledvialast"];

const absent: Clause = { key: "", absent: true, present: false };
const isTrue = among("one", [exactPattern(written("true"))]);

/**
 * What keys say of one another, where a question asks of both. Each rule narrows the requests that are believed
 * possible; what is left out here only makes a verdict weaker.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-calledvia
 */
export function correlations(keys: ReadonlySet<string>): readonly Obligation<LiteralSource>[] {
  const rules: Obligation<LiteralSource>[] = [];
  const endpoint = endpointKeys.filter((key) => keys.has(key));
  if (keys.has("aws:sourceip") && endpoint.length > 0) {
    rules.push([together(["aws:sourceip"], absent), together(endpoint, absent)]);
  }
  const via = viaKeys.filter((key) => keys.has(key));
  if (keys.has("aws:viaawsservice") && via.length > 0) {
    rules.push([together(via, absent), together(["aws:viaawsservice"], isTrue)]);
  }
  return rules;
}

function together(keys: readonly string[], clause: Clause): Alternative<LiteralSource> {
  return keys.map((key) => ({ key, clause, isExemption: false, source: null }));
}

/** Whether a request that was found keeps to the rules that the search does not know. */
export function isPossible(context: ReadonlyMap<string, readonly string[]>, resources: readonly string[]): boolean {
  const region = context.get("aws:requestedregion")?.[0];
  const regions = resources.map((resource) => resource.split(":")[3] ?? "").filter((text) => text !== "");
  if (region !== undefined && regions.some((other) => other !== region)) return false;
  const tags = [...context.keys()].flatMap((key) =>
    key.startsWith("aws:requesttag/") ? [key.slice("aws:requesttag/".length)] : [],
  );
  const tagKeys = (context.get("aws:tagkeys") ?? []).map((key) => key.toLowerCase());
  if (tags.some((tag) => !tagKeys.includes(tag)) || tagKeys.some((key) => !tags.includes(key))) return false;
  const isVia = context.get("aws:viaawsservice")?.[0] === "true";
  return isVia || viaKeys.every((key) => !context.has(key));
}
