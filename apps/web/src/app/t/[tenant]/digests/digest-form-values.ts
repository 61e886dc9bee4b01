/** An account as the form of a digest names it. */
export type ChosenAccount = { readonly accountId: string; readonly name: string };

/** What the form of a digest begins with. */
export type DigestFormValues = {
  readonly scope: "organization" | "units" | "accounts" | "assignments";
  readonly units: readonly string[];
  readonly accounts: readonly ChosenAccount[];
  readonly locale: "en" | "ja";
  readonly weekday: number;
  /** "08:00". */
  readonly time: string;
  readonly zone: string;
};
