import { expect, test } from "vitest";
import { contextWith, instanceWith } from "../../testing/index.ts";
import { fail, notApplicable, pass, unknown } from "../../verdict.ts";
import { instanceImdsv2Required } from "./instance-imdsv2-required.ts";

const unreadable = unknown({ code: "value-unreadable", action: "ec2:DescribeInstances", detail: "MetadataOptions" });

test.each([
  { state: "running", httpTokens: "required", httpEndpoint: "enabled", expected: pass() },
  { state: "running", httpTokens: "required", httpEndpoint: null, expected: pass() },
  { state: "running", httpTokens: "optional", httpEndpoint: "disabled", expected: pass() },
  { state: "running", httpTokens: null, httpEndpoint: "disabled", expected: pass() },
  {
    state: "running",
    httpTokens: "optional",
    httpEndpoint: "enabled",
    expected: fail("tokens-optional", { state: "running" }),
  },
  {
    state: "stopped",
    httpTokens: "optional",
    httpEndpoint: "enabled",
    expected: fail("tokens-optional", { state: "stopped" }),
  },
  {
    state: "pending",
    httpTokens: "optional",
    httpEndpoint: "enabled",
    expected: fail("tokens-optional", { state: "pending" }),
  },
  { state: "terminated", httpTokens: "optional", httpEndpoint: "enabled", expected: notApplicable("terminated") },
  { state: "shutting-down", httpTokens: null, httpEndpoint: null, expected: notApplicable("terminated") },
  { state: "running", httpTokens: null, httpEndpoint: null, expected: unreadable },
  { state: "running", httpTokens: null, httpEndpoint: "enabled", expected: unreadable },
  { state: "running", httpTokens: "optional", httpEndpoint: null, expected: unreadable },
] as const)("$state, tokens $httpTokens, endpoint $httpEndpoint: $expected.verdict", ({ expected, ...instance }) => {
  expect(instanceImdsv2Required.decide(instanceWith(instance), contextWith())).toEqual(expected);
});
