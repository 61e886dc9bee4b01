import { expect, test } from "vitest";
import { gridCommand } from "./keys.ts";

const rows = [
  { id: "r", parentId: null, expandable: true, expanded: true },
  { id: "dev", parentId: "r", expandable: true, expanded: false },
  { id: "prod", parentId: "r", expandable: true, expanded: true },
  { id: "api", parentId: "prod", expandable: false, expanded: false },
];
const moveTo = (row: number, column: number) => ({ kind: "move", position: { row, column } });

test.each([
  { key: "ArrowDown", row: 0, column: -1, expected: moveTo(1, -1) },
  { key: "ArrowDown", row: 3, column: 4, expected: moveTo(3, 4) },
  { key: "ArrowUp", row: 0, column: 2, expected: moveTo(0, 2) },
  { key: "ArrowUp", row: 2, column: 2, expected: moveTo(1, 2) },
  { key: "PageDown", row: 0, column: 2, expected: moveTo(3, 2) },
  { key: "PageUp", row: 3, column: 2, expected: moveTo(0, 2) },
  { key: "ArrowRight", row: 1, column: -1, expected: { kind: "expand", row: 1 } },
  { key: "ArrowRight", row: 0, column: -1, expected: moveTo(0, 0) },
  { key: "ArrowRight", row: 3, column: -1, expected: moveTo(3, 0) },
  { key: "ArrowRight", row: 1, column: 3, expected: moveTo(1, 4) },
  { key: "ArrowRight", row: 1, column: 8, expected: moveTo(1, 8) },
  { key: "ArrowLeft", row: 2, column: 0, expected: moveTo(2, -1) },
  { key: "ArrowLeft", row: 2, column: -1, expected: { kind: "collapse", row: 2 } },
  { key: "ArrowLeft", row: 1, column: -1, expected: moveTo(0, -1) },
  { key: "ArrowLeft", row: 3, column: -1, expected: moveTo(2, -1) },
  { key: "Home", row: 2, column: 5, expected: moveTo(2, -1) },
  { key: "End", row: 2, column: 5, expected: moveTo(2, 8) },
  { key: "Home", control: true, row: 2, column: 5, expected: moveTo(0, 5) },
  { key: "End", control: true, row: 0, column: 5, expected: moveTo(3, 5) },
  { key: "Enter", row: 2, column: 0, expected: null },
  { key: "a", row: 2, column: 0, expected: null },
  { key: "Tab", row: 2, column: 0, expected: null },
])("$key at row $row, column $column", ({ key, control = false, row, column, expected }) => {
  expect(gridCommand({ key, control }, { row, column }, { rows, columns: 9 })).toEqual(expected);
});

test("left of a topmost closed row is not ours", () => {
  const closed = [{ id: "r", parentId: null, expandable: true, expanded: false }];
  expect(
    gridCommand({ key: "ArrowLeft", control: false }, { row: 0, column: -1 }, { rows: closed, columns: 9 }),
  ).toBeNull();
});

test("a grid without rows does not fail", () => {
  expect(
    gridCommand({ key: "ArrowRight", control: false }, { row: 0, column: -1 }, { rows: [], columns: 9 }),
  ).toMatchObject({
    kind: "move",
  });
});
