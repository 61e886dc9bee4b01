import type { OrganizationPolicy } from "../organization.ts";
import { elementsOf, positionOf, type TextRange } from "../policy-positions.ts";
import { type Reading, read } from "../reading.ts";
import { scanJson } from "../scan-json.ts";
import { type JsonObject, listAt, objectAt, type Problems, textAt, textsAt } from "./checked-value.ts";
import { reasonAt } from "./read-reason.ts";

/** Deeper policies are none, and writing them anew would exhaust the stack. */
const deepestRewritten = 100;

/** The policies of an organisation file. `text` is the whole file's. */
export function readPolicies(value: unknown, text: string, problems: Problems): readonly OrganizationPolicy[] {
  const written = listAt(value, "policies", problems, true);
  const sources = sourcesOf(text);
  return written.map((entry, at) => {
    const path = `policies[${at}]`;
    const policy = objectAt(entry, path, problems);
    return {
      id: textAt(policy.id, `${path}.id`, problems),
      name: policy.name === undefined ? String(policy.id) : textAt(policy.name, `${path}.name`, problems),
      type: textAt(policy.type, `${path}.type`, problems),
      awsManaged: policy.awsManaged === true,
      content: contentAt(policy, path, sources?.[at] ?? null, problems),
      targetIds: targetsAt(policy, path, problems),
    };
  });
}

/**
 * Each policy as the file writes it, where that says more than its value: a key that stands twice, or a depth that
 * nobody writes. Null where the values say all.
 */
function sourcesOf(text: string): readonly string[] | null {
  const { depth, duplicateKey } = scanJson(text);
  if (depth <= deepestRewritten && duplicateKey === null) return null;
  return elementsOf(text, policiesOf(text)).map(({ from, to }) => text.slice(from, to));
}

function policiesOf(text: string): TextRange {
  return positionOf(text, "policies") ?? { from: text.length, to: text.length };
}

/**
 * A key that an object of the file holds twice; null where there is none. Those inside a policy's content are the
 * policy's problem, so they do not count here.
 */
export function duplicateKeyOf(text: string): string | null {
  if (scanJson(text).duplicateKey === null) return null;
  let rest = "";
  let from = 0;
  for (const policy of elementsOf(text, policiesOf(text))) {
    const content = positionOf(text.slice(policy.from, policy.to), "content");
    if (content === null) continue;
    rest += `${text.slice(from, policy.from + content.from)}0`;
    from = policy.from + content.to;
  }
  return scanJson(rest + text.slice(from)).duplicateKey;
}

/** The policy's text: an object is written in the shortest form, as the console does. */
function contentAt(policy: JsonObject, path: string, source: string | null, problems: Problems): Reading<string> {
  const { content, contentUnread } = policy;
  if (contentUnread !== undefined)
    return { status: "unread", reason: reasonAt(contentUnread, `${path}.contentUnread`, problems) };
  if (typeof content === "string") return read(content);
  if (typeof content !== "object" || content === null || Array.isArray(content)) {
    problems.add(`${path}.content`, content === undefined ? "missing" : "wrong-type", "an object or a text");
    return read("");
  }
  return read(source === null ? JSON.stringify(content) : asWritten(source, content));
}

function asWritten(source: string, content: object): string {
  const range = positionOf(source, "content");
  const text = range === null ? "" : source.slice(range.from, range.to);
  const { depth, duplicateKey } = scanJson(text);
  return depth <= deepestRewritten && duplicateKey === null ? JSON.stringify(content) : text;
}

function targetsAt(
  { targetIds, targetsUnread }: JsonObject,
  path: string,
  problems: Problems,
): Reading<readonly string[]> {
  if (targetsUnread !== undefined)
    return { status: "unread", reason: reasonAt(targetsUnread, `${path}.targetsUnread`, problems) };
  return read(targetIds === undefined ? [] : textsAt(targetIds, `${path}.targetIds`, problems));
}
