/** The organisation as a draft's page knows it: no account of thousands but those that something is attached to. */
export type DraftBase = {
  readonly organizationId: string;
  readonly rootId: string;
  readonly managementAccountId: string;
  readonly types: readonly { readonly type: string; readonly isEnabled: boolean }[];
  readonly units: readonly BaseUnit[];
  readonly accounts: readonly BaseAccount[];
  readonly policies: readonly BasePolicy[];
};

/** The root (parent null) or an OU. `accounts` are those directly in it. */
export type BaseUnit = {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | null;
  readonly accounts: number;
};

export type BaseAccount = { readonly id: string; readonly name: string; readonly parentId: string };

export type BasePolicy = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly isAwsManaged: boolean;
  /** Characters; null where the text was not read. */
  readonly size: number | null;
  readonly targetIds: readonly string[];
};
