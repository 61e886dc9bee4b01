/** One page of a list of AWS Organizations. `nextToken` null: the list's last. */
export type OrganizationPage = {
  readonly list: string;
  readonly sequence: number;
  readonly body: unknown;
  readonly nextToken: string | null;
};
