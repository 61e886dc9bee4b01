import { type Oklch, oklchToHex } from "./oklch.ts";

/** The two faces of the pages. */
export type Theme = "light" | "dark";

/** Colours of one score: the cell's ground and the number upon it, both `#rrggbb`. */
export type ScoreColour = { readonly background: string; readonly text: string };

type Arms = { readonly low: Oklch; readonly middle: Oklch; readonly high: Oklch; readonly text: string };

/**
 * Orange, sand, blue: the two hues that every common colour vision tells apart. Lightness moves in equal steps from
 * the middle to both ends, and never so far that the one text colour of a theme loses its contrast.
 */
const arms: Readonly<Record<Theme, Arms>> = {
  light: {
    low: { lightness: 0.72, chroma: 0.145, hue: 52 },
    middle: { lightness: 0.945, chroma: 0.034, hue: 86 },
    high: { lightness: 0.72, chroma: 0.11, hue: 248 },
    text: "#1b1d21",
  },
  dark: {
    low: { lightness: 0.545, chroma: 0.125, hue: 48 },
    middle: { lightness: 0.33, chroma: 0.02, hue: 85 },
    high: { lightness: 0.545, chroma: 0.105, hue: 250 },
    text: "#ffffff",
  },
};

/** Colour of a score of 0..100; scores outside are clamped, halves are allowed. */
export function scoreColour(score: number, theme: Theme): ScoreColour {
  const { low, middle, high, text } = arms[theme];
  const position = Math.min(100, Math.max(0, score)) / 50 - 1;
  return { background: oklchToHex(between(middle, position < 0 ? low : high, Math.abs(position))), text };
}

/** A straight line in the a-b plane: from sand to blue it passes through grey and never through green. */
function between(middle: Oklch, end: Oklch, share: number): Oklch {
  const mix = (from: number, to: number) => from + (to - from) * share;
  const a = mix(redGreen(middle), redGreen(end));
  const b = mix(yellowBlue(middle), yellowBlue(end));
  return {
    lightness: mix(middle.lightness, end.lightness),
    chroma: Math.hypot(a, b),
    hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360,
  };
}

const redGreen = ({ chroma, hue }: Oklch) => chroma * Math.cos((hue * Math.PI) / 180);
const yellowBlue = ({ chroma, hue }: Oklch) => chroma * Math.sin((hue * Math.PI) / 180);
