export { type ScoreColour, scoreColour, type Theme } from "./colour/score-colour.ts";
