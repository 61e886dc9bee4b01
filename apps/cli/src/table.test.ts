import { expect, test } from "vitest";
import { formatTable, plain } from "./table.ts";

test("columns line up, wide characters counted as two", () => {
  expect(
    formatTable(
      ["id", "title"],
      [
        ["a", "x"],
        ["日本", "y"],
      ],
    ),
  ).toBe("id    title\na     x\n日本  y\n");
});

test.each(["\u001b[31m", "\u202e", "\r\n", "\u0007"])("nothing steers the terminal: %j", (text) => {
  expect(plain(`a${text}b`)).not.toContain(text);
});
