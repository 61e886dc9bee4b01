import type { ChangePlan, PlannedPolicy } from "./change-plan.ts";
import { manualSteps } from "./manual-steps.ts";
import { type JsonValue, jsonText, policyValue, resourceName } from "./policy-value.ts";

/**
 * A CloudFormation template (YAML) of the policies of a draft, one `AWS::Organizations::Policy` each with all its
 * targets. Policies that exist already are to be imported into the stack; what no template can do stands in comments.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html
 */
export function cloudFormationOf(plan: ChangePlan): string {
  const taken = new Set<string>();
  const names = plan.policies.map(({ name }) => resourceName(name, taken, "camel"));
  const resources = plan.policies.map((policy, at) => resourceOf(policy, names[at] ?? "", names[at - 1]));
  return [
    "# Written by Sekinin from a draft. Deploy it in the management account (or the delegated administrator's).",
    ...importNotes(plan.policies, names),
    ...notesFor(
      "# By hand, after the stack is in place (attach the new before you detach the old):",
      manualSteps(plan, false),
    ),
    'AWSTemplateFormatVersion: "2010-09-09"',
    'Description: "Organization policies from a draft"',
    resources.length === 0 ? "Resources: {}" : "Resources:",
    ...resources,
    "",
  ].join("\n");
}

function importNotes(policies: readonly PlannedPolicy[], names: readonly string[]): readonly string[] {
  const lines = policies.flatMap(({ id, exists }, at) =>
    exists ? [`#   ${names[at]}: ${JSON.stringify(id).replace(/[^\x20-\x7e]/g, "?")}`] : [],
  );
  return notesFor("# These exist: import them into the stack first (change set of type IMPORT, identifier Id):", lines);
}

function notesFor(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines];
}

function resourceOf(policy: PlannedPolicy, name: string, previous: string | undefined): string {
  return [
    `  ${name}:`,
    "    Type: AWS::Organizations::Policy",
    "    DeletionPolicy: Retain",
    "    UpdateReplacePolicy: Retain",
    // Organizations refuses changes that run at the same time, so that each waits for the one before.
    ...(previous === undefined ? [] : [`    DependsOn: ${previous}`]),
    "    Properties:",
    `      Name: ${yamlText(withoutReferences(policy.name))}`,
    `      Type: ${yamlText(policy.type)}`,
    `      Content: ${contentOf(policy.content)}`,
    policy.targetIds.length === 0 ? "      TargetIds: []" : "      TargetIds:",
    ...policy.targetIds.map((target) => `        - ${yamlText(target)}`),
  ].join("\n");
}

const dynamicReference = /\{\{(?=\s*resolve:)/g;

/** CloudFormation would put a secret where a text says `{{resolve:…}}`, and has no way to write those signs. */
function withoutReferences(text: string): string {
  return text.replace(dynamicReference, "{ {");
}

/** JSON is YAML: people know policies in that form. Text that CloudFormation would change stays text, escaped twice. */
function contentOf(text: string): string {
  const value = policyValue(text);
  if (value === null || JSON.stringify(value).search(dynamicReference) !== -1)
    return yamlText(text.replace(dynamicReference, "\\u007b\\u007b"));
  return yamlValue(value).replaceAll("\n", "\n      ");
}

function yamlValue(value: JsonValue): string {
  return escaped(jsonText(value, 2));
}

function yamlText(text: string): string {
  return escaped(jsonText(text));
}

/** Characters that YAML does not take as they are, though JSON does. */
function escaped(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
