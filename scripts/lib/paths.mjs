import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Where this installation keeps its data; SEKININ_STATE_DIRECTORY lets tests have one of their own. */
export const stateDirectory = resolve(process.env.SEKININ_STATE_DIRECTORY ?? join(root, ".sekinin"));
export const logsDirectory = join(stateDirectory, "logs");
export const environmentFile = join(stateDirectory, "environment");

/** A folder that other users may enter, for what runs as another user; one per installation. */
export const sharedStateDirectory = join(
  "/var/tmp",
  `sekinin-${createHash("sha256").update(stateDirectory).digest("hex").slice(0, 12)}`,
);
