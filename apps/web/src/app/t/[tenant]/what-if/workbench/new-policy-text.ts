/** What a new policy begins with: a statement that denies nothing that exists, to be filled in. */
export function newPolicyText(type: string): string {
  if (type === "SERVICE_CONTROL_POLICY") return pretty([{ Sid: "Deny", Effect: "Deny", Action: [], Resource: "*" }]);
  if (type === "RESOURCE_CONTROL_POLICY") {
    return pretty([{ Sid: "Deny", Effect: "Deny", Principal: "*", Action: [], Resource: "*" }]);
  }
  return "{}\n";
}

function pretty(Statement: readonly object[]): string {
  return `${JSON.stringify({ Version: "2012-10-17", Statement }, null, 2)}\n`;
}
