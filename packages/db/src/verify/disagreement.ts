/** Two stored things that should say the same and do not. */
export type Disagreement = {
  /**
   * duty-findings: failed of a duty against its open findings; account-duties: sums of an account against its duties;
   * rollup-account: the newest rollup row of an account against the account; node-account: an account's row of the
   * tree against the account, where both are of one crawl; unit-accounts: an OU's row against the accounts below it;
   * rollup-unit: the newest rollup row of an OU against its row of the tree; account-controls: sums by control of an
   * account against its duties; node-controls: an account's row of the tree against the account; unit-controls: an
   * OU's sums by control against the accounts below it; causes-rollup: causes of an OU on a day against the change of
   * its rollup; flows-events: an account's events of a crawl against the lives of its findings; unit-history: an OU's
   * rollup as of a day against those of the accounts below it in that day's tree; unit-coverage: coverage of an OU
   * against the classes of the accounts below it, or an account without one; rollup-coverage: the newest coverage rollup
   * of an OU against its row.
   */
  readonly kind:
    | "duty-findings"
    | "account-duties"
    | "rollup-account"
    | "node-account"
    | "unit-accounts"
    | "rollup-unit"
    | "account-controls"
    | "node-controls"
    | "unit-controls"
    | "causes-rollup"
    | "flows-events"
    | "unit-history"
    | "unit-coverage"
    | "rollup-coverage";
  readonly organizationId: string;
  /** Account, OU or root. */
  readonly nodeId: string;
  /** Region and control, or what of day, crawl, control, domain and quantity there is. */
  readonly where: string;
  readonly stored: number | null;
  readonly recounted: number | null;
};
