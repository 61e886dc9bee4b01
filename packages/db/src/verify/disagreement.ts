/** Two stored things that should say the same and do not. */
export type Disagreement = {
  /**
   * duty-findings: failed of a duty against its open findings; account-duties: sums of an account against its duties;
   * rollup-account: the newest rollup row of an account against the account; node-account: an account's row of the
   * tree against the account, where both are of one crawl; unit-accounts: an OU's row against the accounts below it;
   * rollup-unit: the newest rollup row of an OU against its row of the tree.
   */
  readonly kind:
    | "duty-findings"
    | "account-duties"
    | "rollup-account"
    | "node-account"
    | "unit-accounts"
    | "rollup-unit";
  readonly organizationId: string;
  /** Account, OU or root. */
  readonly nodeId: string;
  /** Region and control, or domain and quantity. */
  readonly where: string;
  readonly stored: number | null;
  readonly recounted: number | null;
};
