import { describe, expect, test } from "vitest";
import { layerTitles, matrixLayers, responsibilityMatrix } from "./index.ts";

const cells = responsibilityMatrix.flatMap((service) => service.cells.map((cell) => ({ service, cell })));

test("fifteen services with twelve layers each, in order, and none twice", () => {
  expect(responsibilityMatrix).toHaveLength(15);
  expect(new Set(responsibilityMatrix.map(({ id }) => id)).size).toBe(15);
  for (const { id, cells: own } of responsibilityMatrix) {
    expect({ id, layers: own.map(({ layer }) => layer) }).toEqual({ id, layers: [...matrixLayers] });
  }
});

describe("each cell", () => {
  test("says why in both languages, Japanese with its own punctuation", () => {
    for (const { service, cell } of cells) {
      const where = `${service.id} ${cell.layer}`;
      expect(cell.reason.en, where).toMatch(/^[A-Z].*\.$/);
      expect(cell.reason.ja, where).toMatch(/[ぁ-んァ-ヶ一-龠].*。$/);
      expect(cell.reason.ja, where).not.toMatch(/[()]|[ぁ-ん一-龠][,:;]/);
    }
  });

  test("names a page of AWS's", () => {
    for (const { cell } of cells) expect(cell.source).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
  });

  test("of AWS's names the reports that cover it; of the customer's names none", () => {
    for (const { service, cell } of cells) {
      const where = `${service.id} ${cell.layer}`;
      expect(cell.reports.length > 0, where).toBe(cell.responsible !== "customer");
      expect(new Set(cell.reports).size, where).toBe(cell.reports.length);
    }
  });
});

test.each([
  { service: "ec2", layer: "physical", responsible: "aws" },
  { service: "ec2", layer: "os-patching", responsible: "customer" },
  { service: "eks", layer: "os-patching", responsible: "shared" },
  { service: "lambda", layer: "platform", responsible: "aws" },
  { service: "s3", layer: "data-encryption", responsible: "customer" },
])("$layer of $service is $responsible", ({ service, layer, responsible }) => {
  const found = cells.find((one) => one.service.id === service && one.cell.layer === layer);
  expect(found?.cell.responsible).toBe(responsible);
});

test("layers have titles of their own", () => {
  for (const locale of ["en", "ja"] as const) {
    expect(new Set(matrixLayers.map((layer) => layerTitles[layer][locale])).size).toBe(matrixLayers.length);
  }
});
