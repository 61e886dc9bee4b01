import { expect, test } from "vitest";
import { breakableParts } from "./breakable.tsx";

test.each([
  { label: "ログと検知", parts: ["ログと", "検知"] },
  { label: "ID とアクセス", parts: ["ID\u00a0と", "アクセス"] },
  { label: "回復力とバックアップ", parts: ["回復力と", "バックアップ"] },
  { label: "ネットワーク", parts: ["ネットワーク"] },
  { label: "OS and patching", parts: ["OS and patching"] },
  { label: "と", parts: ["と"] },
])("$label", ({ label, parts }) => {
  expect(breakableParts(label)).toEqual(parts);
});
