import { findObjective, objectives } from "@sekinin/guardrails";
import { expect, test } from "vitest";
import { controlById, controls } from "./controls/index.ts";
import { controlsOfObjective, objectivesOfControl } from "./objectives.ts";

/** Failures that no policy of an organisation prevents. */
const unpreventable = [
  "ec2-security-group-ssh-not-open",
  "lambda-function-env-no-secrets",
  "lambda-function-runtime-supported",
  "organizations-scp-enforced",
  "rds-instance-minor-upgrade",
];

test.each(controls.map(({ id }) => id))("%s names objectives that exist, or is known to have none", (id) => {
  const joined = objectivesOfControl(id);
  expect(joined.filter((objective) => findObjective(objective) === undefined)).toEqual([]);
  expect(joined.length === 0).toBe(unpreventable.includes(id));
  expect(new Set(joined).size).toBe(joined.length);
});

test("the other way round says the same", () => {
  const pairs = controls.flatMap(({ id }) => objectivesOfControl(id).map((objective) => `${id} ${objective}`));
  const inverse = objectives.flatMap(({ id }) => controlsOfObjective(id).map((control) => `${control} ${id}`));
  expect(inverse.sort()).toEqual(pairs.sort());
  expect(pairs.length).toBeGreaterThan(controls.length - unpreventable.length);
});

test("no control that is not built is named", () => {
  for (const { id } of objectives)
    for (const control of controlsOfObjective(id)) expect(controlById(control)?.id).toBe(control);
});

test.each(["constructor", "no-such-control", ""])("an unknown control has none: %s", (id) => {
  expect(objectivesOfControl(id)).toEqual([]);
  expect(controlsOfObjective(id)).toEqual([]);
});
