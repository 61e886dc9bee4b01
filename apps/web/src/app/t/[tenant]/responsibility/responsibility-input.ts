import { type MailAddressProblem, parseMailAddress } from "@sekinin/digest";
import { type PartyAssignment, partyOfKey } from "@sekinin/posture";
import { z } from "zod";

const named = z.string().max(300);

/** A team's form; an empty address is none. */
export const TeamInput = z.strictObject({ name: named, email: z.string().max(500) });
export const TeamChange = TeamInput.extend({ teamId: z.uuid() });

/** `place` is a node's id; `subject` is `domain:<id>` or `control:<id>`; `party` is a party's key. */
export const AssignmentForm = z
  .strictObject({ organizationId: named, rootId: named, place: named, subject: named, party: named })
  .transform(({ organizationId, rootId, place, subject, party }, context) => {
    const answer = assignmentOf({ nodeId: place === "" ? rootId : place, subject, party });
    if (answer !== null) return { ...answer, organizationId };
    context.addIssue("No such subject or party");
    return z.NEVER;
  });

/** What a form's three choices mean; null where one of them means nothing. */
export function assignmentOf(form: {
  readonly nodeId: string;
  readonly subject: string;
  readonly party: string;
}): PartyAssignment | null {
  const [, subjectKind, subject] = /^(domain|control):([a-z0-9-]{1,100})$/.exec(form.subject) ?? [];
  const party = partyOfKey(form.party);
  if (subject === undefined || (party?.kind !== "team" && party?.kind !== "partner")) return null;
  return { nodeId: form.nodeId, subjectKind: subjectKind === "domain" ? "domain" : "control", subject, party };
}

/** An address as it is stored: null for none, or what is wrong with it. */
export function teamAddress(
  text: string,
): { readonly email: string | null; readonly problem: null } | { readonly problem: MailAddressProblem } {
  if (text.trim() === "") return { email: null, problem: null };
  const parsed = parseMailAddress(text);
  return parsed.ok ? { email: parsed.address, problem: null } : { problem: parsed.problem };
}
