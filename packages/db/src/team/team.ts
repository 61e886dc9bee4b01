import { Failure } from "@sekinin/config";
import { typedText } from "../text.ts";

/** Who can answer for duties and be told. `email` is null for a team that gets no mail. */
export type Team = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** When the address answered the mail that asks it; null: nothing else is sent to it. */
  readonly emailConfirmedAt: Date | null;
  /** How many assignments name it, and how many digests it gets. */
  readonly assignments: number;
  readonly subscriptions: number;
};

/** A name as it is stored: white space around it is nobody's. */
export function typedTeamName(name: string): string {
  return typedText("name", name.trim(), 200);
}

/** The caller has read the address by mail's grammar; here only what a row can hold is checked. */
export function typedTeamAddress(email: string | null): string | null {
  if (email === null) return null;
  const address = typedText("email", email, 254);
  if (address.length < 3) throw new Failure("input.invalid", { detail: { field: "email", problem: "Too short." } });
  return address;
}
