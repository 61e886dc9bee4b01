export type Locale = "en" | "ja";
export type Theme = "system" | "light" | "dark";
export type Role = "owner" | "viewer";

/** Columns with a CHECK on their text hold one of their union's values; this names the cast. */
export function fromColumn<T extends string>(text: string): T {
  return text as T;
}
