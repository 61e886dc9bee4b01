import { expect, test } from "vitest";
import { correlations, isPossible } from "./correlations.ts";

const request = (entries: Record<string, readonly string[]>) => new Map(Object.entries(entries));
const topic = "arn:aws:sns:eu-west-1:111122223333:topic";

test.each<readonly [given: string, context: Record<string, readonly string[]>, expected: boolean]>([
  ["nothing odd", { "aws:requestedregion": ["eu-west-1"] }, true],
  ["a resource of another Region", { "aws:requestedregion": ["us-east-1"] }, false],
  ["a tag that is among the keys of tags", { "aws:requesttag/a": ["x"], "aws:tagkeys": ["A"] }, true],
  ["a tag that is not", { "aws:requesttag/a": ["x"], "aws:tagkeys": ["b"] }, false],
  ["a key of a tag that is not set", { "aws:tagkeys": ["b"] }, false],
  ["called through a service", { "aws:viaawsservice": ["true"], "aws:calledvia": ["athena.amazonaws.com"] }, true],
  ["called through a service, directly", { "aws:viaawsservice": ["false"], "aws:calledvia": ["x"] }, false],
])("%s: %s", (_given, context, expected) => {
  expect(isPossible(request(context), [topic])).toBe(expected);
});

test.each<readonly [keys: readonly string[], rules: number]>([
  [[], 0],
  [["aws:sourceip"], 0],
  [["aws:sourceip", "aws:sourcevpc", "aws:sourcevpce"], 1],
  [["aws:viaawsservice", "aws:calledviafirst"], 1],
  [["aws:sourceip", "aws:vpceorgid", "aws:viaawsservice", "aws:calledvia"], 2],
])("%j have %i rules", (keys, rules) => {
  expect(correlations(new Set(keys))).toHaveLength(rules);
});
