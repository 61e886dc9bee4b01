/** Gives a user the right to one export; `null` where that is one too many now. Call what it gives when it has ended. */
export type ExportSlots = { take(userId: string): (() => void) | null };

/** At most `most` at once in this process, and `mostOfUser` of one user: the other connections are for pages. */
export function createExportSlots({ most, mostOfUser }: { most: number; mostOfUser: number }): ExportSlots {
  const running = new Map<symbol, string>();
  return {
    take(userId) {
      const own = [...running.values()].filter((user) => user === userId).length;
      if (running.size >= most || own >= mostOfUser) return null;
      const slot = Symbol(userId);
      running.set(slot, userId);
      return () => void running.delete(slot);
    },
  };
}
