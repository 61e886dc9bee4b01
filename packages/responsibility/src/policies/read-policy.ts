import { type PolicyDocument, parsePolicyDocument } from "@sekinin/guardrails";
import { type Reading, read, unread } from "../reading.ts";

/** A policy's text as document; null where the resource has none. What is no policy is unread, with the problem's name. */
export function readPolicy(text: Reading<string | null>): Reading<PolicyDocument | null> {
  if (text.status === "unread") return text;
  if (text.value === null) return read(null);
  const parsed = parsePolicyDocument(text.value);
  if (parsed.status === "problem") return unread("policy-unreadable", undefined, parsed.problem.code);
  return read(parsed.document);
}
