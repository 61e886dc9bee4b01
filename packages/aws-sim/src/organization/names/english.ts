import type { NamedThing, NameTable } from "./name-table.ts";

const same = (words: string): NamedThing[] => words.split(" ").map((slug) => ({ name: slug, slug }));
const titled = (names: readonly string[]): NamedThing[] =>
  names.map((name) => ({ name, slug: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-") }));

export const englishNames: NameTable = {
  company: "acme",
  units: {
    security: "Security",
    infrastructure: "Infrastructure",
    workloads: "Workloads",
    production: "Prod",
    nonProduction: "NonProd",
    sandbox: "Sandbox",
    suspended: "Suspended",
    acquired: "Acquisitions",
    policyStaging: "Policy Staging",
  },
  businessUnits: titled([
    "Retail",
    "Payments",
    "Logistics",
    "Insurance",
    "Manufacturing",
    "Digital Products",
    "Corporate IT",
    "Data and AI",
    "Marketing",
    "Health",
    "Energy",
    "Mobility",
    "Media",
    "Property",
    "Procurement",
    "Research",
  ]),
  areas: titled([
    "Europe",
    "North America",
    "Asia Pacific",
    "Latin America",
    "Core Platform",
    "Customer Channels",
    "Back Office",
    "Analytics",
    "Partners",
    "Field Operations",
    "Commerce",
    "Finance",
  ]),
  workloads: same(
    "payments checkout catalogue orders inventory ledger billing invoicing search recommendations loyalty crm " +
      "identity notifications warehouse routing fleet tracking telemetry data-lake reporting forecasting claims " +
      "underwriting pricing fraud documents intranet payroll recruiting ci artifacts api-gateway mobile web-shop " +
      "partner-portal streaming iot maps contact-centre archive ml-platform risk treasury tax",
  ),
  environments: {
    production: { name: "prod", slug: "prod" },
    staging: { name: "staging", slug: "stg" },
    development: { name: "dev", slug: "dev" },
    sandbox: { name: "sandbox", slug: "sbx" },
  },
  fixedAccounts: {
    management: "management",
    audit: "security-audit",
    logArchive: "log-archive",
    network: "network-hub",
    shared: "shared-services",
  },
  acquired: titled(["Nordwind", "Bluefin", "Kestrel", "Oakfield", "Lumen Labs", "Tidewater", "Parallax", "Redstone"]),
  people: [
    "anna.novak",
    "ben.carter",
    "chloe.martin",
    "daniel.osei",
    "elena.rossi",
    "farid.khan",
    "grace.lee",
    "hugo.silva",
    "ines.moreau",
    "jack.murphy",
    "kate.byrne",
    "liam.walsh",
    "maria.garcia",
    "noah.schmidt",
    "olga.petrova",
    "priya.sharma",
  ],
  separator: "-",
};
