/** Instants of the calendar: days, schedules, observation times. Leases use the database's clock instead. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
