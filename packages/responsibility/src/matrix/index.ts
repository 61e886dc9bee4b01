import { apigateway } from "./services/apigateway.ts";
import { cloudfront } from "./services/cloudfront.ts";
import { cognito } from "./services/cognito.ts";
import { dynamodb } from "./services/dynamodb.ts";
import { ec2 } from "./services/ec2.ts";
import { ecsFargate } from "./services/ecs-fargate.ts";
import { efs } from "./services/efs.ts";
import { eks } from "./services/eks.ts";
import { elb } from "./services/elb.ts";
import { kms } from "./services/kms.ts";
import { lambda } from "./services/lambda.ts";
import { rds } from "./services/rds.ts";
import { s3 } from "./services/s3.ts";
import { sns } from "./services/sns.ts";
import { sqs } from "./services/sqs.ts";

export { layerTitles } from "./layer-titles.ts";
export {
  type MatrixCell,
  type MatrixLayer,
  type MatrixService,
  matrixLayers,
  type Responsible,
} from "./matrix-types.ts";

import type { MatrixService } from "./matrix-types.ts";

/** Who answers for each layer of the services that customers use most: AWS, both, or the customer. */
export const responsibilityMatrix: readonly MatrixService[] = [
  ec2,
  s3,
  lambda,
  rds,
  ecsFargate,
  eks,
  dynamodb,
  apigateway,
  cloudfront,
  elb,
  efs,
  kms,
  sns,
  sqs,
  cognito,
];
