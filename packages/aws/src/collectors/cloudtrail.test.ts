import { expect, test } from "vitest";
import { recordsAllManagementEvents } from "./cloudtrail.ts";

const management = { Field: "eventCategory", Equals: ["Management"] };

test.each([
  { given: "nothing", selectors: {}, all: false },
  {
    given: "all events",
    selectors: { EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] },
    all: true,
  },
  {
    given: "KMS left out",
    selectors: {
      EventSelectors: [
        { ReadWriteType: "All", IncludeManagementEvents: true, ExcludeManagementEventSources: ["kms.amazonaws.com"] },
      ],
    },
    all: true,
  },
  {
    given: "writes only",
    selectors: { EventSelectors: [{ ReadWriteType: "WriteOnly", IncludeManagementEvents: true }] },
    all: false,
  },
  {
    given: "data events only",
    selectors: { EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: false }] },
    all: false,
  },
  {
    given: "advanced: management",
    selectors: { AdvancedEventSelectors: [{ FieldSelectors: [management] }] },
    all: true,
  },
  {
    given: "advanced: KMS left out",
    selectors: {
      AdvancedEventSelectors: [
        { FieldSelectors: [management, { Field: "eventSource", NotEquals: ["kms.amazonaws.com"] }] },
      ],
    },
    all: true,
  },
  {
    given: "advanced: one source",
    selectors: {
      AdvancedEventSelectors: [
        { FieldSelectors: [management, { Field: "eventSource", Equals: ["kms.amazonaws.com"] }] },
      ],
    },
    all: false,
  },
  {
    given: "advanced: reads only",
    selectors: { AdvancedEventSelectors: [{ FieldSelectors: [management, { Field: "readOnly", Equals: ["true"] }] }] },
    all: false,
  },
  {
    given: "advanced: data",
    selectors: { AdvancedEventSelectors: [{ FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }] }] },
    all: false,
  },
] as const)("selectors with $given: $all", ({ selectors, all }) => {
  expect(
    recordsAllManagementEvents(structuredClone(selectors) as Parameters<typeof recordsAllManagementEvents>[0]),
  ).toBe(all);
});
