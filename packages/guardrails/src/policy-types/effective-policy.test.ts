import { describe, expect, test } from "vitest";
import { type AttachedPolicy, effectiveDocument, effectivePolicy, settingKey } from "./effective-policy.ts";
import { readManagementPolicy } from "./management-policy.ts";

/** A policy by id and document; documents are those of AWS's page on inheritance. */
function attached(id: string, document: object): AttachedPolicy {
  const read = readManagementPolicy(JSON.stringify(document));
  if (read.status === "problem") throw new Error(`${id}: ${read.problem.code} ${read.problem.path}`);
  return { id, policy: read.policy };
}

const allowed = "@@operators_allowed_for_child_policies";
const key = { "@@assign": "CostCenter" };
const costCenter = attached("a", {
  tags: { costcenter: { tag_key: key, tag_value: { "@@assign": ["Development", "Support"] } } },
});
const sandbox = attached("b", {
  tags: {
    costcenter: {
      tag_key: key,
      tag_value: { "@@assign": ["Sandbox"] },
      enforced_for: { "@@assign": ["redshift:*", "dynamodb:table"] },
    },
  },
});
const marketing = attached("c", {
  tags: {
    costcenter: {
      tag_key: key,
      tag_value: { "@@append": ["Marketing"] },
      enforced_for: { "@@append": ["redshift:*", "dynamodb:table"] },
    },
  },
});
const fewer = attached("d", {
  tags: {
    costcenter: {
      tag_key: key,
      tag_value: { "@@remove": ["Development", "Marketing"] },
      enforced_for: { "@@remove": ["redshift:*", "dynamodb:table"] },
    },
  },
});
const project = attached("e", {
  tags: {
    project: {
      tag_key: { [allowed]: ["@@none"], "@@assign": "Project" },
      tag_value: { [allowed]: ["@@append"], "@@assign": ["Maintenance", "Escalations"] },
    },
  },
});
const research = attached("f", {
  tags: {
    project: { tag_key: { "@@assign": "PROJECT" }, tag_value: { "@@append": ["Escalations - research"] } },
  },
});

function documentOf(...levels: readonly (readonly AttachedPolicy[])[]): unknown {
  return JSON.parse(JSON.stringify(effectiveDocument(effectivePolicy(levels))));
}

function isCertainAt(path: readonly string[], ...levels: readonly (readonly AttachedPolicy[])[]) {
  return effectivePolicy(levels).settings.get(settingKey(path))?.isCertain;
}

/** https://docs.aws.amazon.com/organizations/latest/userguide/inheritance-examples.html */
describe("AWS's examples", () => {
  test("1: a child assigns other values", () => {
    expect(documentOf([costCenter], [sandbox])).toEqual({
      tags: {
        costcenter: {
          tag_key: "CostCenter",
          tag_value: ["Sandbox"],
          enforced_for: ["redshift:*", "dynamodb:table"],
        },
      },
    });
  });

  test("2: a child appends", () => {
    expect(documentOf([costCenter], [marketing])).toEqual({
      tags: {
        costcenter: {
          tag_key: "CostCenter",
          tag_value: ["Development", "Support", "Marketing"],
          enforced_for: ["redshift:*", "dynamodb:table"],
        },
      },
    });
  });

  test("3: the account's policy removes; what nothing is left of goes", () => {
    expect(documentOf([costCenter], [marketing], [fewer])).toEqual({
      tags: { costcenter: { tag_key: "CostCenter", tag_value: ["Support"] } },
    });
  });

  test("4: a limit keeps the key and lets values be appended", () => {
    expect(documentOf([project], [research])).toEqual({
      tags: {
        project: { tag_key: "Project", tag_value: ["Maintenance", "Escalations", "Escalations - research"] },
      },
    });
  });

  test("5: limits of one level intersect", () => {
    const one = attached("g", {
      tags: { project: { tag_value: { [allowed]: ["@@append"], "@@assign": ["Maintenance"] } } },
    });
    const other = attached("h", { tags: { project: { tag_value: { [allowed]: ["@@append", "@@remove"] } } } });
    const child = attached("i", {
      tags: { project: { tag_value: { "@@remove": ["Maintenance"], "@@append": ["Operations"] } } },
    });
    expect(documentOf([one, other], [child])).toEqual({
      tags: { project: { tag_value: ["Maintenance", "Operations"] } },
    });
  });

  test("6: two policies of one node disagree, and nobody can read which came first", () => {
    const one = attached("j", { tags: { project: { tag_key: { "@@assign": "PROJECT" } } } });
    const other = attached("k", { tags: { project: { tag_key: { "@@assign": "project" } } } });
    expect(isCertainAt(["tags", "project", "tag_key"], [one, other])).toBe(false);
    expect(isCertainAt(["tags", "project", "tag_key"], [one, one])).toBe(true);
    expect(isCertainAt(["tags", "project", "tag_key"], [one], [other])).toBe(true);
  });
});

/** https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_ai-opt-out_syntax.html */
describe("limits on sections", () => {
  const none = { [allowed]: ["@@none"] };
  const optIn = attached("lex", { services: { lex: { opt_out_policy: { "@@assign": "optIn" } } } });
  const all = attached("all", {
    services: { ...none, default: { ...none, opt_out_policy: { ...none, "@@assign": "optOut" } } },
  });
  const byDefault = attached("default", {
    services: { default: { ...none, opt_out_policy: { ...none, "@@assign": "optOut" } } },
  });

  test("one at the section of services keeps new services out", () => {
    expect(documentOf([all], [optIn])).toEqual({ services: { default: { opt_out_policy: "optOut" } } });
  });

  test("one at a service leaves others open", () => {
    expect(documentOf([byDefault], [optIn])).toEqual({
      services: { default: { opt_out_policy: "optOut" }, lex: { opt_out_policy: "optIn" } },
    });
  });

  test("a section that is already there may change where its own value is open", () => {
    const open = attached("open", { services: { ...none, lex: { opt_out_policy: { "@@assign": "optOut" } } } });
    expect(documentOf([open], [optIn])).toEqual({ services: { lex: { opt_out_policy: "optIn" } } });
  });

  test("a child cannot take a limit back", () => {
    const back = attached("back", {
      services: { default: { opt_out_policy: { [allowed]: ["@@all"], "@@assign": "optIn" } } },
    });
    const again = attached("again", { services: { default: { opt_out_policy: { "@@assign": "optIn" } } } });
    expect(documentOf([byDefault], [back], [again])).toEqual({ services: { default: { opt_out_policy: "optOut" } } });
  });
});

describe("doubt", () => {
  const unread: AttachedPolicy = { id: "x", doubt: { code: "policy-unread", detail: "x" } };
  const path = ["tags", "project", "tag_key"];

  test("a policy that nobody read may change everything that is not locked", () => {
    expect(isCertainAt(["tags", "costcenter", "tag_key"], [costCenter], [unread])).toBe(false);
    expect(isCertainAt(path, [project], [unread])).toBe(true);
  });

  test("and may have locked what comes after it", () => {
    expect(isCertainAt(path, [unread], [project])).toBe(false);
    expect(effectivePolicy([[unread], [project]]).doubts).toEqual([{ code: "policy-unread", detail: "x" }]);
  });

  test.each([
    ["assigned and appended by two", { "@@assign": ["a"] }, { "@@append": ["b"] }, false],
    ["appended by two", { "@@append": ["a"] }, { "@@append": ["b"] }, true],
    ["appended what is assigned", { "@@assign": ["a", "b"] }, { "@@append": ["b"] }, true],
    ["removed what the other appends", { "@@remove": ["a"] }, { "@@append": ["a", "b"] }, false],
    ["removed something else", { "@@remove": ["z"] }, { "@@append": ["a"] }, true],
  ])("on one level: %s", (_given, one, other, expected) => {
    const of = (id: string, operators: object) => attached(id, { tags: { t: { tag_value: operators } } });
    expect(isCertainAt(["tags", "t", "tag_value"], [of("1", one), of("2", other)])).toBe(expected);
  });
});

test("a value names the policies that made it", () => {
  const { settings } = effectivePolicy([[costCenter], [marketing]]);
  expect(settings.get(settingKey(["tags", "costcenter", "tag_value"]))?.policyIds).toEqual(["a", "c"]);
  expect(settings.get(settingKey(["tags", "costcenter", "tag_key"]))?.policyIds).toEqual(["c"]);
});

test("hostile names of keys stay names", () => {
  const policy = readManagementPolicy('{"__proto__":{"x":{"@@assign":"1"}},"constructor":{"@@assign":"2"}}');
  if (policy.status === "problem") throw new Error(policy.problem.code);
  const document = effectiveDocument(effectivePolicy([[{ id: "p", policy: policy.policy }]]));
  expect(JSON.stringify(document)).toBe('{"__proto__":{"x":"1"},"constructor":"2"}');
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});
