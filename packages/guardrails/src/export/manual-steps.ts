import type { ChangePlan } from "./change-plan.ts";

/**
 * What templates cannot say, as commands of AWS's CLI in comments, in an order that AWS accepts: the new hangs before
 * the old goes, since the last policy of a node cannot be detached. Ids come from files, so they are quoted.
 */
export function manualSteps(plan: ChangePlan, attachesItself: boolean): readonly string[] {
  const steps = [
    ...plan.policyTypes.map(({ type, status }) => {
      const verb = status === "ENABLED" ? "enable" : "disable";
      return `aws organizations ${verb}-policy-type --root-id ROOT_ID --policy-type ${quoted(type)}`;
    }),
    ...(attachesItself
      ? []
      : plan.attach.map(
          ({ policyId, targetId }) =>
            `aws organizations attach-policy --policy-id ${quoted(policyId)} --target-id ${quoted(targetId)}`,
        )),
    ...plan.detach.map(
      ({ policyId, targetId }) =>
        `aws organizations detach-policy --policy-id ${quoted(policyId)} --target-id ${quoted(targetId)}`,
    ),
    ...plan.remove.map(({ id }) => `aws organizations delete-policy --policy-id ${quoted(id)}`),
    ...plan.move.map(({ nodeId, from, to }) =>
      /^\d{12}$/.test(nodeId)
        ? `aws organizations move-account --account-id ${quoted(nodeId)} --source-parent-id ${quoted(from)} --destination-parent-id ${quoted(to)}`
        : `AWS moves no OU: make it anew below ${quoted(to)} and move the accounts of ${quoted(nodeId)} there`,
    ),
  ];
  return steps.map((step) => `# ${step}`);
}

/** For a shell, on one line whatever the text holds: a line break would end the comment. */
function quoted(text: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return text;
  const oneLine = text.replace(/[^\x20-\x7e]/g, "?").replaceAll("'", "'\\''");
  return `'${oneLine}'`;
}
