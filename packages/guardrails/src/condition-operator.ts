/** A condition operator taken apart; all parts in lower case, since AWS compares operators without case. */
export type ConditionOperator = {
  /** `forallvalues`, `foranyvalue` or null. */
  readonly set: "forallvalues" | "foranyvalue" | null;
  /** For instance `stringlike`. */
  readonly name: string;
  readonly ifExists: boolean;
};

/** Takes apart what a `Condition` names, for instance `ForAnyValue:StringLikeIfExists`. Unknown names stay as they are. */
export function splitOperator(written: string): ConditionOperator {
  const lower = written.toLowerCase();
  const colon = lower.indexOf(":");
  const prefix = colon === -1 ? "" : lower.slice(0, colon);
  const set = prefix === "forallvalues" || prefix === "foranyvalue" ? prefix : null;
  const rest = set === null ? lower : lower.slice(colon + 1);
  const ifExists = rest.endsWith("ifexists");
  return { set, name: ifExists ? rest.slice(0, -"ifexists".length) : rest, ifExists };
}
