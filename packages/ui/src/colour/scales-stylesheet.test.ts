import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { scalesStylesheet } from "./scales-stylesheet.ts";

test("scales.css is what the colour scale says (npx vitest run -u writes it anew)", async () => {
  await expect(scalesStylesheet()).toMatchFileSnapshot("../scales.css");
});

test("scales.css has a rule for every whole per cent", async () => {
  const stylesheet = await readFile(new URL("../scales.css", import.meta.url), "utf8");
  for (const percent of [0, 1, 50, 99, 100]) {
    expect(stylesheet).toContain(`[data-score="${percent}"]`);
    expect(stylesheet).toContain(`--share: ${percent}%`);
  }
  expect(stylesheet).not.toContain('"101"');
});
