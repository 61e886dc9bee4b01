import type { AuditEvent } from "@sekinin/db";
import { describe, expect, test } from "vitest";
import en from "../../../../messages/en/access.json" with { type: "json" };
import ja from "../../../../messages/ja/access.json" with { type: "json" };
import { accessHref, accessSearch } from "./access-search.ts";
import { knownAction, knownActions, toldActor, toldSubject } from "./told-event.ts";

const id = "3f0e7f52-1111-4222-8333-444455556666";
const event = (changes: Partial<AuditEvent>): AuditEvent => ({
  id,
  at: new Date(0),
  actorKind: "user",
  actorId: id,
  action: "crawl.started",
  detail: {},
  ...changes,
});

test.each([
  { given: {}, expected: { operatorsOnly: false, before: null } },
  { given: { who: "operators", before: id }, expected: { operatorsOnly: true, before: id } },
  { given: { who: "everybody", before: "1' OR 1=1" }, expected: { operatorsOnly: false, before: null } },
  { given: { who: ["operators"], before: [id] }, expected: { operatorsOnly: false, before: null } },
])("$given", ({ given, expected }) => {
  const search = accessSearch(given);
  expect(search).toEqual(expected);
  const address = new URL(accessHref("/t/a/access", search), "http://localhost");
  expect(accessSearch(Object.fromEntries(address.searchParams))).toEqual(expected);
});

describe("who", () => {
  const people = [
    { userId: id, name: "Aoife", operator: null },
    { userId: "other", name: "Noor", operator: "Northstar" },
  ];
  test.each([
    { given: event({}), expected: { kind: "person", name: "Aoife", through: null } },
    { given: event({ actorId: "gone" }), expected: { kind: "person", name: null, through: null } },
    {
      given: event({ actorKind: "operator", actorId: "other" }),
      expected: { kind: "operator", name: "Noor", through: "Northstar" },
    },
    {
      given: event({ actorKind: "operator", actorId: "gone" }),
      expected: { kind: "operator", name: null, through: null },
    },
    { given: event({ actorKind: "command-line", actorId: null }), expected: { kind: "command-line" } },
    { given: event({ actorKind: "system", actorId: "unsubscribe-link" }), expected: { kind: "system" } },
  ])("$given.actorKind $given.actorId", ({ given, expected }) => {
    expect(toldActor(given, people)).toEqual(expected);
  });
});

describe("what", () => {
  test.each([
    { given: event({}), en: null },
    { given: event({ action: "operator.entered", detail: { page: "/t/acme/heatmap" } }), en: "/t/acme/heatmap" },
    { given: event({ action: "operator.entered", detail: {} }), en: null },
    { given: event({ action: "team.created", detail: { name: "<b>Team</b>" } }), en: "<b>Team</b>" },
    {
      given: event({ action: "assignment.set", detail: { domain: "network", nodeId: "ou-1" } }),
      en: "Network, ou-1",
    },
    {
      given: event({ action: "assignment.removed", detail: { control: "of-a-newer-release", nodeId: "ou-1" } }),
      en: "of-a-newer-release, ou-1",
    },
    {
      given: event({
        action: "assignment.set",
        detail: { domain: "network", nodeId: "ou-1", place: "Workloads", team: "Platform" },
      }),
      en: "Network, Workloads, Platform",
    },
    { given: event({ action: "team.created", detail: { name: 7 } }), en: null },
  ])("$given.action $given.detail", ({ given, en: expected }) => {
    expect(toldSubject(given, "en")).toBe(expected);
  });

  test("in Japanese too", () => {
    const given = event({ action: "assignment.set", detail: { domain: "network", nodeId: "ou-1" } });
    expect(toldSubject(given, "ja")).toBe("ネットワーク、ou-1");
  });

  test("every known event has words in both languages, and no other has", () => {
    const keys = knownActions.map((action) => action.replace(".", "-")).sort();
    expect(Object.keys(en.action).sort()).toEqual(keys);
    expect(Object.keys(ja.action).sort()).toEqual(keys);
    expect(knownAction("a.two")).toBeNull();
    expect(knownAction("constructor")).toBeNull();
  });
});
