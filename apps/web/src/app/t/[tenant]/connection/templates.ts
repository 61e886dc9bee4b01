import {
  cloudFormationTemplate,
  defaultRoleNames,
  parseRoleArn,
  quickCreateUrl,
  roleDocument,
  stackSetTemplate,
  type TemplateOptions,
  terraformModule,
} from "@sekinin/aws/permissions";
import type { Connection } from "@sekinin/db";

/** What the templates of one connection are filled with: names that the customer chose, else ours. */
export function templateOptions(
  connection: Pick<Connection, "managementRoleArn" | "memberRoleName" | "externalId">,
  principalArn: string,
): TemplateOptions & { readonly managementRoleName: string; readonly memberRoleName: string } {
  const parsed = connection.managementRoleArn === null ? null : parseRoleArn(connection.managementRoleArn);
  return {
    principalArn,
    externalId: connection.externalId,
    managementRoleName: parsed?.ok === true ? parsed.role.name : defaultRoleNames.management,
    memberRoleName: connection.memberRoleName,
  };
}

/** One block of text to copy. `title` and `text` are keys of the texts; `name` fills `{name}`. */
export type TemplateBlock = {
  readonly title:
    | "managementTemplate"
    | "stackSet"
    | "terraform"
    | "managementTrust"
    | "managementPermissions"
    | "memberTrust"
    | "memberPermissions";
  readonly text: "managementTemplateText" | "stackSetText" | "terraformText" | null;
  readonly name: string;
  readonly code: string;
};

type Options = ReturnType<typeof templateOptions>;

/** The blocks of one form, in the order in which they are used. */
export function templateBlocks(form: "cloudformation" | "terraform" | "json", options: Options): TemplateBlock[] {
  switch (form) {
    case "cloudformation":
      return [
        {
          title: "managementTemplate",
          text: "managementTemplateText",
          name: "",
          code: cloudFormationTemplate(options),
        },
        { title: "stackSet", text: "stackSetText", name: "", code: stackSetTemplate(options) },
      ];
    case "terraform":
      return [{ title: "terraform", text: "terraformText", name: "", code: terraformModule(options) }];
    case "json":
      return jsonBlocks(options);
  }
}

function jsonBlocks(options: Options): TemplateBlock[] {
  const management = roleDocument("management", options, options.managementRoleName);
  const member = roleDocument("member", options, options.memberRoleName);
  const block = (title: TemplateBlock["title"], name: string, policy: object): TemplateBlock => ({
    title,
    text: null,
    name,
    code: `${JSON.stringify(policy, null, 2)}\n`,
  });
  return [
    block("managementTrust", management.roleName, management.trustPolicy),
    block("managementPermissions", management.roleName, management.permissionsPolicy),
    block("memberTrust", member.roleName, member.trustPolicy),
    block("memberPermissions", member.roleName, member.permissionsPolicy),
  ];
}

/** The console's link for a template in S3; null where address or Region are none. */
export function quickLink(templateUrl: string, region: string, trust: Options): string | null {
  try {
    return quickCreateUrl({ templateUrl, region, trust });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
