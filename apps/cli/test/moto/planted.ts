/** One verdict that follows from what was planted. `unknown` where moto lacks the call that decides. */
export type Planted = {
  readonly account: string;
  readonly region: string;
  readonly control: string;
  readonly resource: string;
  readonly verdict: "pass" | "fail" | "unknown" | "not-applicable";
};

/** Collects what was planted in one account. */
export class PlantedVerdicts {
  readonly rows: Planted[] = [];
  readonly account: string;

  constructor(account: string) {
    this.account = account;
  }

  get root(): string {
    return `arn:aws:iam::${this.account}:root`;
  }

  add(control: string, region: string, resource: string, verdict: Planted["verdict"]): void {
    this.rows.push({ account: this.account, region, control, resource, verdict });
  }
}
