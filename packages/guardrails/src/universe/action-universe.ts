/** A kind of resource that an action is authorised against. */
export type ActionResourceType = {
  readonly name: string;
  /** Every call names one; the others may be absent. */
  readonly isRequired: boolean;
  /** ARN patterns with `*` for what varies. */
  readonly arns: readonly string[];
  /** Keys in lower case that a request against this type may carry (a key may belong to the type, not to the action). */
  readonly keys: readonly string[];
};

/** One action of the Service Authorization Reference. */
export type ActionFacts = {
  /** As AWS spells it: `guardduty:DeleteDetector`. */
  readonly name: string;
  readonly resourceTypes: readonly ActionResourceType[];
  /** Keys in lower case that the action itself lists, service keys and global ones; the union with those of its types is what it can carry. */
  readonly keys: readonly string[];
};

/** Every action that AWS documents, on the date of the data. Names are looked up without case. */
export type ActionUniverse = {
  /** `YYYY-MM-DD` of the data. */
  readonly date: string;
  readonly services: readonly string[];
  action(name: string): ActionFacts | undefined;
  actionsOf(service: string): readonly ActionFacts[];
  /** Actions that an Action pattern matches; `*` gives all. */
  matching(pattern: string): readonly ActionFacts[];
  /** Every condition key of one service, lower case with its type, for completion and lint. */
  keysOf(service: string): ReadonlyMap<string, ConditionKeyType>;
  /** Global keys (`aws:...`), lower case. */
  readonly globalKeys: ReadonlyMap<string, ConditionKeyType>;
  /** Service prefixes that RCPs cover, with the date of the list. */
  readonly resourceControlled: { readonly date: string; readonly services: ReadonlySet<string> };
};

export type ConditionKeyType = {
  /** As AWS spells it. Keys with a variable part end with `/` here: `aws:PrincipalTag/`. */
  readonly name: string;
  readonly kind: "text" | "arn" | "boolean" | "number" | "date" | "address" | "binary";
  readonly hasSeveralValues: boolean;
};
