/** Where a plain click leads; null for one that asks for another tab, or that hit no link. */
export function plainlyFollowed(event: React.MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  return (event.target as HTMLElement).closest("a")?.getAttribute("href") ?? null;
}
