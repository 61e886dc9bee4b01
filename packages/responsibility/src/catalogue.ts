import type { Control, ControlMappings } from "./control.ts";
import { controls } from "./controls/index.ts";
import type { Localized, ResponsibilityDomain, Severity } from "./domains.ts";
import type { ResourceType } from "./facts/index.ts";

/** A control without its function: what `sekinin controls` prints. JSON-safe. */
export type CatalogueEntry = {
  readonly id: string;
  readonly title: Localized;
  readonly service: string;
  readonly domain: ResponsibilityDomain;
  readonly layer: string | null;
  readonly severity: Severity;
  readonly scope: Control["scope"];
  readonly resourceType: ResourceType;
  /** IAM actions, sorted. */
  readonly permissions: readonly string[];
  readonly objectives: readonly string[];
  readonly mappings: ControlMappings;
  readonly source: string;
};

/** All controls as data, sorted by id. */
export function catalogue(): readonly CatalogueEntry[] {
  return controls
    .map((control) => ({
      id: control.id,
      title: control.title,
      service: control.service,
      domain: control.domain,
      layer: control.layer,
      severity: control.severity,
      scope: control.scope,
      resourceType: control.resourceType,
      permissions: [...control.reads].sort(),
      objectives: control.objectives,
      mappings: control.mappings,
      source: control.source,
    }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
