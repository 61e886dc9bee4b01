import { expect, test } from "vitest";
import { read, unread } from "../../reading.ts";
import { contextWith, ruleWith, securityGroupWith } from "../../testing/index.ts";
import { fail, pass, unknown } from "../../verdict.ts";
import { securityGroupSshNotOpen } from "./security-group-ssh-not-open.ts";

const world = ["0.0.0.0/0"];
const open = (...sources: readonly string[]) => fail("open-to-world", { group: "sg-0abc", name: "web", sources });
const lists = read({ "pl-open": ["10.0.0.0/8", "0.0.0.0/0"], "pl-office": ["203.0.113.0/24"] });
const denied = unread("access-denied", "ec2:GetManagedPrefixListEntries");

test.each([
  { given: "no rules", ingress: [], expected: pass() },
  { given: "22 from a network", ingress: [ruleWith({ ipv4Ranges: ["203.0.113.0/24"] })], expected: pass() },
  { given: "22 from the world", ingress: [ruleWith({ ipv4Ranges: world })], expected: open("0.0.0.0/0") },
  { given: "22 from the IPv6 world", ingress: [ruleWith({ ipv6Ranges: ["::/0"] })], expected: open("::/0") },
  {
    given: "the IPv6 world written at length",
    ingress: [ruleWith({ ipv6Ranges: ["0:0:0:0:0:0:0:0/0"] })],
    expected: open("0:0:0:0:0:0:0:0/0"),
  },
  {
    given: "a range around 22",
    ingress: [ruleWith({ fromPort: 20, toPort: 30, ipv4Ranges: world })],
    expected: open("0.0.0.0/0"),
  },
  {
    given: "a range that ends at 22",
    ingress: [ruleWith({ fromPort: 1, ipv4Ranges: world })],
    expected: open("0.0.0.0/0"),
  },
  { given: "ports beside 22", ingress: [ruleWith({ fromPort: 23, toPort: 80, ipv4Ranges: world })], expected: pass() },
  {
    given: "443 from the world",
    ingress: [ruleWith({ fromPort: 443, toPort: 443, ipv4Ranges: world })],
    expected: pass(),
  },
  {
    given: "all protocols",
    ingress: [ruleWith({ protocol: "-1", fromPort: null, toPort: null, ipv4Ranges: world })],
    expected: open("0.0.0.0/0"),
  },
  {
    given: "TCP by its number",
    ingress: [ruleWith({ protocol: "6", ipv4Ranges: world })],
    expected: open("0.0.0.0/0"),
  },
  {
    given: "TCP without ports",
    ingress: [ruleWith({ fromPort: null, toPort: null, ipv4Ranges: world })],
    expected: open("0.0.0.0/0"),
  },
  { given: "UDP 22", ingress: [ruleWith({ protocol: "udp", ipv4Ranges: world })], expected: pass() },
  {
    given: "ICMP",
    ingress: [ruleWith({ protocol: "icmp", fromPort: -1, toPort: -1, ipv4Ranges: world })],
    expected: pass(),
  },
  { given: "half the internet", ingress: [ruleWith({ ipv4Ranges: ["0.0.0.0/1", "128.0.0.0/1"] })], expected: pass() },
  {
    given: "a network that ends in /0 of IPv6 notation",
    ingress: [ruleWith({ ipv6Ranges: ["2001:db8::/32"] })],
    expected: pass(),
  },
  { given: "a group as source", ingress: [ruleWith()], expected: pass() },
  { given: "an open prefix list", ingress: [ruleWith({ prefixListIds: ["pl-open"] })], expected: open("pl-open") },
  { given: "a narrow prefix list", ingress: [ruleWith({ prefixListIds: ["pl-office"] })], expected: pass() },
  {
    given: "an AWS-managed list, which is not kept",
    ingress: [ruleWith({ prefixListIds: ["pl-aws"] })],
    expected: pass(),
  },
  {
    given: "a prefix list that we may not read",
    ingress: [ruleWith({ prefixListIds: ["pl-open"] })],
    prefixLists: denied,
    expected: unknown(denied.status === "unread" ? denied.reason : { code: "timeout" }),
  },
  {
    given: "an unread list that no SSH rule names",
    ingress: [ruleWith({ fromPort: 443, toPort: 443, prefixListIds: ["pl-open"] })],
    prefixLists: denied,
    expected: pass(),
  },
  {
    given: "an unread list beside the open world",
    ingress: [ruleWith({ ipv4Ranges: world, prefixListIds: ["pl-open"] })],
    prefixLists: denied,
    expected: open("0.0.0.0/0"),
  },
  {
    given: "the world twice",
    ingress: [ruleWith({ ipv4Ranges: world }), ruleWith({ ipv4Ranges: world })],
    expected: open("0.0.0.0/0"),
  },
])("$given: $expected.verdict", ({ ingress, prefixLists = lists, expected }) => {
  expect(securityGroupSshNotOpen.decide(securityGroupWith({ ingress, prefixLists }), contextWith())).toEqual(expected);
});
