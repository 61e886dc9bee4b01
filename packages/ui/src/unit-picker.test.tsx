import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { UnitPicker, UnitSelect } from "./unit-picker.tsx";

const units = [
  { nodeId: "r-root", parentId: null, name: "Root", depth: 0 },
  { nodeId: "ou-a", parentId: "r-root", name: "Workloads", depth: 1 },
  { nodeId: "ou-b", parentId: "ou-a", name: "<Prod>", depth: 2 },
];
const select = { label: "Unit", units, wholeLabel: "Whole organization" };

test("the root is the whole organisation, and OUs stand in below their parents", () => {
  const html = renderToStaticMarkup(<UnitSelect name="unit" value={null} {...select} />);
  expect(html).toContain('<option value="" selected="">Whole organization</option>');
  expect(html).not.toContain("r-root");
  expect(html).toContain('<option value="ou-a">Workloads</option>');
  expect(html).toContain('<option value="ou-b">\u2003&lt;Prod&gt;</option>');
});

test("the chosen OU is marked, and the rest of the address is kept", () => {
  const html = renderToStaticMarkup(
    <UnitPicker action="/t/acme/trends" kept={{ range: "30" }} submitLabel="Show" value="ou-b" {...select} />,
  );
  expect(html).toMatch(/<form [^>]*action="\/t\/acme\/trends"/);
  expect(html).toMatch(/<form [^>]*method="get"/);
  expect(html).toContain('<input type="hidden" name="range" value="30"/>');
  expect(html).toContain('<select name="unit">');
  expect(html).toMatch(/<option value="ou-b" selected="">/);
  expect(html).toContain("<button");
});

test("before the first crawl there is only the whole organisation", () => {
  const html = renderToStaticMarkup(<UnitSelect name="unit" value={null} {...select} units={[]} />);
  expect(html.match(/<option/g)).toHaveLength(1);
});
