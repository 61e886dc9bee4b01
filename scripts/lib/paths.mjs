import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const stateDirectory = join(root, ".sekinin");
export const logsDirectory = join(stateDirectory, "logs");
export const environmentFile = join(stateDirectory, "environment");

/** A folder that other users may enter, for what runs as another user; one per clone. */
export const sharedStateDirectory = join(
  "/var/tmp",
  `sekinin-${createHash("sha256").update(root).digest("hex").slice(0, 12)}`,
);
