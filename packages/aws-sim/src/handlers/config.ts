import type { DescribeConfigurationRecordersResponse } from "@aws-sdk/client-config-service";
import { SimulatedError } from "../wire/handler.ts";
import { contentsHere, type ServiceHandlers, textsIn } from "./simulated.ts";

/** AWS Config: a recorder of the customer's, those that other services made, or none. */
export const config: ServiceHandlers = {
  DescribeConfigurationRecorders: (context, input) =>
    ({
      ConfigurationRecorders: [...selected(contentsHere(context).recorders, input)],
    }) satisfies DescribeConfigurationRecordersResponse,
  DescribeConfigurationRecorderStatus: (context, input) => ({
    ConfigurationRecordersStatus: [...selected(contentsHere(context).recorderStatuses, input)],
  }),
};

function selected<T extends { readonly name?: string | undefined; readonly servicePrincipal?: string | undefined }>(
  recorders: readonly T[],
  input: Record<string, unknown>,
): readonly T[] {
  const names = textsIn(input, "ConfigurationRecorderNames");
  const principal = input.ServicePrincipal;
  if (typeof principal === "string") return recorders.filter(({ servicePrincipal }) => servicePrincipal === principal);
  if (names === undefined || names.length === 0) return recorders;
  const missing = names.find((name) => !recorders.some((recorder) => recorder.name === name));
  if (missing !== undefined) {
    throw new SimulatedError(
      "NoSuchConfigurationRecorderException",
      400,
      `Cannot find configuration recorder with the specified name '${missing}'.`,
    );
  }
  return recorders.filter(({ name }) => names.includes(name ?? ""));
}
