import { expect, test } from "vitest";
import { parentOfPaths } from "./accounts.ts";

test.each([
  { given: "an account in nested OUs", paths: ["o-1/r-ab12/ou-ab12-1/ou-ab12-2/111122223333/"], parent: "ou-ab12-2" },
  { given: "a path without the account", paths: ["o-1/r-ab12/ou-ab12-1/"], parent: "ou-ab12-1" },
  { given: "an account below the root", paths: ["o-1/r-ab12/111122223333/"], parent: "r-ab12" },
  { given: "no path", paths: undefined, parent: null },
  { given: "an empty list", paths: [], parent: null },
  { given: "a path without nodes", paths: ["o-1/"], parent: null },
])("$given: $parent", ({ paths, parent }) => {
  expect(parentOfPaths(paths)).toBe(parent);
});
