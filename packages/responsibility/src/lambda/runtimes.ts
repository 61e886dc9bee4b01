/** Dates are calendar days in UTC; null where AWS has published none. */
export type LambdaRuntime = { readonly deprecated: string | null; readonly updatesBlocked: string | null };

/** Day on which the table was compared with AWS's page. */
export const lambdaRuntimesAsOf = "2026-11-24";

const at = (deprecated: string, updatesBlocked: string | null = null): LambdaRuntime => ({
  deprecated,
  updatesBlocked,
});

/**
 * Runtimes of .zip functions by identifier; previews are left out, since AWS supports none of them.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
export const lambdaRuntimes: ReadonlyMap<string, LambdaRuntime> = new Map([
  ["nodejs24.x", at("2028-04-30", "2028-07-01")],
  ["nodejs22.x", at("2027-04-30", "2027-07-01")],
  ["nodejs20.x", at("2026-04-30", "2026-09-30")],
  ["nodejs18.x", at("2025-09-01")],
  ["nodejs16.x", at("2024-06-12")],
  ["nodejs14.x", at("2023-12-04")],
  ["nodejs12.x", at("2023-03-31", "2023-04-30")],
  ["nodejs10.x", at("2021-07-30", "2022-02-14")],
  ["nodejs8.10", at("2020-03-06", "2020-03-06")],
  ["nodejs6.10", at("2019-08-12", "2019-08-12")],
  ["nodejs4.3", at("2020-03-05", "2020-03-05")],
  ["nodejs4.3-edge", at("2019-04-30", "2019-04-30")],
  ["nodejs", at("2016-10-31", "2016-10-31")],
  ["python3.14", at("2029-06-30", "2029-08-31")],
  ["python3.13", at("2029-06-30", "2029-08-31")],
  ["python3.12", at("2028-10-31", "2029-01-10")],
  ["python3.11", at("2027-06-30")],
  ["python3.10", at("2026-10-31")],
  ["python3.9", at("2025-12-15")],
  ["python3.8", at("2024-10-14")],
  ["python3.7", at("2023-12-04")],
  ["python3.6", at("2022-07-18", "2022-08-29")],
  ["python2.7", at("2021-07-15", "2022-05-30")],
  ["java25", at("2029-06-30", "2029-08-31")],
  ["java21", at("2029-06-30", "2029-08-31")],
  ["java17.al2023", at("2029-06-30")],
  ["java11.al2023", at("2029-06-30")],
  ["java8.al2023", at("2029-06-30")],
  ["java17", at("2027-06-30")],
  ["java11", at("2027-06-30")],
  ["java8.al2", at("2027-06-30")],
  ["java8", at("2024-01-08")],
  ["dotnet10", at("2028-11-14", "2029-01-15")],
  ["dotnet9", at("2026-11-10")],
  ["dotnet8", at("2026-11-10")],
  ["dotnet7", at("2024-05-14")],
  ["dotnet6", at("2024-11-12")],
  ["dotnet5.0", at("2022-05-10")],
  ["dotnetcore3.1", at("2023-04-03", "2023-05-03")],
  ["dotnetcore2.1", at("2022-01-05", "2022-04-13")],
  ["dotnetcore2.0", at("2019-05-30", "2019-05-30")],
  ["dotnetcore1.0", at("2019-06-27", "2019-07-30")],
  ["ruby4.0", at("2029-03-31")],
  ["ruby3.4", at("2028-03-31", "2028-05-31")],
  ["ruby3.3", at("2027-03-31")],
  ["ruby3.2", at("2026-03-31")],
  ["ruby2.7", at("2023-12-07")],
  ["ruby2.5", at("2021-07-30", "2022-03-31")],
  ["go1.x", at("2024-01-08")],
  ["provided.al2023", at("2029-06-30", "2029-08-31")],
  ["provided.al2", at("2026-07-31")],
  ["provided", at("2024-01-08")],
]);
