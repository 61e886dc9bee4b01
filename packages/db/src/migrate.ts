export type MigrationOptions = {
  /** Address of the database as its administrator: a superuser, or its owner with the right to make roles. */
  readonly ownerUrl: string;
  /** Passwords that `sekinin_app` and `sekinin_system` get. */
  readonly appPassword: string;
  readonly systemPassword: string;
  /** Folder of the migrations; the project's own without it. */
  readonly directory?: string;
};

/** Brings roles and tables up to date, one migration a transaction, and returns the names that it applied. */
export declare function migrate(options: MigrationOptions): Promise<string[]>;
