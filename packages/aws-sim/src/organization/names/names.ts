import { englishNames } from "./english.ts";
import { japaneseNames } from "./japanese.ts";
import type { Language, NameTable } from "./name-table.ts";

export function namesIn(language: Language): NameTable {
  return language === "ja" ? japaneseNames : englishNames;
}
