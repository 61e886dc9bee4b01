import { scoreColour } from "./score-colour.ts";

const wholePercents = Array.from({ length: 101 }, (_, percent) => percent);

/**
 * The text of `scales.css`: `data-score="0..100"` colours an element, `data-share="0..100"` sets `--share` for bars.
 * Rules instead of style attributes, because the content security policy allows none.
 */
export function scalesStylesheet(): string {
  const scores = wholePercents.map((percent) => {
    const light = scoreColour(percent, "light");
    const dark = scoreColour(percent, "dark");
    const background = `light-dark(${light.background}, ${dark.background})`;
    return `[data-score="${percent}"] {\n  background-color: ${background};\n  color: light-dark(${light.text}, ${dark.text});\n}\n`;
  });
  const shares = wholePercents.map((percent) => `[data-share="${percent}"] {\n  --share: ${percent}%;\n}\n`);
  return `/* Written by scalesStylesheet(); its test compares. */\n${[...scores, ...shares].join("\n")}`;
}
