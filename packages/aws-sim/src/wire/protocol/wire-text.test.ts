import { describe, expect, test } from "vitest";
import { SimulatedError } from "../handler.ts";
import type { ServiceKey } from "../service/clients.ts";
import { loadService, type ServiceModel } from "../service/model.ts";
import { encodeError } from "./error.ts";
import { encodeOutput } from "./output.ts";
import { decodeRequest, type WireRequest } from "./request.ts";

// The SDK's readers forgive much; here the very text is compared with AWS's published examples.

const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const when = new Date("2026-01-02T03:04:05.678Z");

async function outputOf(service: ServiceKey, operation: string, output: Record<string, unknown>) {
  const model = await loadService(service);
  const found = model.operations.get(operation);
  if (found === undefined) throw new Error(`no ${operation}`);
  return encodeOutput(model, found, output, "req-1");
}

describe("an answer's text", () => {
  test.each<{ service: ServiceKey; operation: string; output: Record<string, unknown>; type: string; body: string }>([
    {
      service: "organizations",
      operation: "ListAccounts",
      output: { Accounts: [{ Id: "1", JoinedTimestamp: when, Foreign: "dropped" }], NextToken: undefined },
      type: "application/x-amz-json-1.1",
      body: '{"Accounts":[{"Id":"1","JoinedTimestamp":1767323045.678}]}',
    },
    {
      service: "kms",
      operation: "ListKeys",
      output: {},
      type: "application/x-amz-json-1.1",
      body: "{}",
    },
    {
      service: "iam",
      operation: "GetAccountSummary",
      output: { SummaryMap: { Users: 2 } },
      type: "text/xml;charset=UTF-8",
      body:
        `${head}<GetAccountSummaryResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountSummaryResult>` +
        "<SummaryMap><entry><key>Users</key><value>2</value></entry></SummaryMap></GetAccountSummaryResult>" +
        "<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></GetAccountSummaryResponse>",
    },
    {
      service: "rds",
      operation: "DescribeDBInstances",
      output: { DBInstances: [{ DBInstanceIdentifier: "db", StorageEncrypted: false }] },
      type: "text/xml;charset=UTF-8",
      body:
        `${head}<DescribeDBInstancesResponse xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><DescribeDBInstancesResult>` +
        "<DBInstances><DBInstance><DBInstanceIdentifier>db</DBInstanceIdentifier><StorageEncrypted>false</StorageEncrypted>" +
        "</DBInstance></DBInstances></DescribeDBInstancesResult>" +
        "<ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></DescribeDBInstancesResponse>",
    },
    {
      service: "ec2",
      operation: "DescribeVpcs",
      output: { Vpcs: [{ VpcId: "vpc-1", IsDefault: true, Tags: [] }] },
      type: "text/xml;charset=UTF-8",
      body:
        `${head}<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15"><requestId>req-1</requestId>` +
        "<vpcSet><item><isDefault>true</isDefault><tagSet/><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>",
    },
    {
      service: "guardduty",
      operation: "ListDetectors",
      output: { DetectorIds: ["d"], NextToken: "n" },
      type: "application/json",
      body: '{"detectorIds":["d"],"nextToken":"n"}',
    },
    {
      service: "lambda",
      operation: "GetPolicy",
      output: { Policy: '{"a":1}', RevisionId: "r" },
      type: "application/json",
      body: '{"Policy":"{\\"a\\":1}","RevisionId":"r"}',
    },
    {
      service: "s3",
      operation: "ListBuckets",
      output: { Buckets: [{ Name: "b", CreationDate: when }], Owner: { ID: "me" } },
      type: "application/xml",
      body:
        `${head}<ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Buckets><Bucket><Name>b</Name>` +
        "<CreationDate>2026-01-02T03:04:05.678Z</CreationDate></Bucket></Buckets><Owner><ID>me</ID></Owner></ListAllMyBucketsResult>",
    },
    {
      service: "s3",
      operation: "GetBucketLocation",
      output: { LocationConstraint: "eu-west-1" },
      type: "application/xml",
      body: `${head}<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">eu-west-1</LocationConstraint>`,
    },
    {
      service: "s3",
      operation: "GetBucketLocation",
      output: {},
      type: "application/xml",
      body: `${head}<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"></LocationConstraint>`,
    },
    {
      service: "s3",
      operation: "GetBucketPolicy",
      output: { Policy: '{"Statement":[]}' },
      type: "application/json",
      body: '{"Statement":[]}',
    },
    {
      service: "s3control",
      operation: "GetPublicAccessBlock",
      output: { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
      type: "application/xml",
      body: `${head}<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>`,
    },
  ])("$service $operation", async ({ service, operation, output, type, body }) => {
    const answer = await outputOf(service, operation, output);
    expect({ status: answer.status, type: answer.headers["content-type"], body: answer.body }).toEqual({
      status: 200,
      type,
      body,
    });
    expect(Object.values(answer.headers)).toContain("req-1");
  });
});

describe("an error's text", () => {
  const error = (code: string, fields?: Record<string, unknown>) => new SimulatedError(code, 400, "a <b> & c", fields);

  test.each<{ service: ServiceKey; error: SimulatedError; body: string; type?: string }>([
    {
      service: "organizations",
      error: error("InvalidInputException", { Reason: "INVALID_NEXT_TOKEN" }),
      body: '{"__type":"com.amazonaws.organizations#InvalidInputException","Message":"a <b> & c","Reason":"INVALID_NEXT_TOKEN"}',
    },
    {
      service: "kms",
      error: error("NotFoundException"),
      body: '{"__type":"com.amazonaws.kms#NotFoundException","message":"a <b> & c"}',
    },
    {
      service: "lambda",
      error: error("ResourceNotFoundException", { Type: "User" }),
      body: '{"Message":"a <b> & c","Type":"User"}',
      type: "ResourceNotFoundException",
    },
    {
      service: "iam",
      error: error("NoSuchEntityException"),
      body:
        `${head}<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>NoSuchEntity</Code>` +
        "<Message>a &lt;b&gt; &amp; c</Message></Error><RequestId>req-1</RequestId></ErrorResponse>",
    },
    {
      service: "ec2",
      error: error("InvalidVpcID.NotFound"),
      body:
        `${head}<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>a &lt;b&gt; &amp; c</Message></Error></Errors>` +
        "<RequestID>req-1</RequestID></Response>",
    },
    {
      service: "s3",
      error: error("NoSuchBucketPolicy"),
      body:
        `${head}<Error><Code>NoSuchBucketPolicy</Code><Message>a &lt;b&gt; &amp; c</Message><RequestId>req-1</RequestId>` +
        "<HostId>simulated</HostId></Error>",
    },
    {
      service: "s3control",
      error: error("NoSuchPublicAccessBlockConfiguration"),
      body:
        `${head}<ErrorResponse xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"><Error><Type>Sender</Type>` +
        "<Code>NoSuchPublicAccessBlockConfiguration</Code><Message>a &lt;b&gt; &amp; c</Message></Error><RequestId>req-1</RequestId></ErrorResponse>",
    },
  ])("$service", async ({ service, error: given, body, type }) => {
    const answer = encodeError(await loadService(service), given, "req-1");
    expect({ status: answer.status, body: answer.body, type: answer.headers["x-amzn-errortype"] }).toEqual({
      status: 400,
      body,
      type,
    });
  });

  test("a server's own failure is the receiver's", async () => {
    const { body } = encodeError(await loadService("sts"), new SimulatedError("InternalFailure", 500, "x"), "req-1");
    expect(body).toContain("<Type>Receiver</Type>");
  });
});

describe("a request's meaning", () => {
  const post = (body: string, headers: Record<string, string> = {}): Partial<WireRequest> => ({
    method: "POST",
    path: "/",
    headers,
    body: Buffer.from(body),
  });
  const get = (path: string, query = "", headers: Record<string, string> = {}): Partial<WireRequest> => ({
    method: "GET",
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.alloc(0),
  });
  const decode = (model: ServiceModel, request: Partial<WireRequest>) =>
    decodeRequest(model, {
      method: "GET",
      path: "/",
      query: new URLSearchParams(),
      headers: {},
      body: Buffer.alloc(0),
      ...request,
    });
  const target = (name: string) => ({ "x-amz-target": `AWSOrganizationsV20161128.${name}` });

  test.each<{ service: ServiceKey; request: Partial<WireRequest>; operation: string; input: object }>([
    { service: "organizations", request: post("", target("ListRoots")), operation: "ListRoots", input: {} },
    {
      service: "organizations",
      request: post('{"Filter":"TAG_POLICY","X":1}', target("ListPolicies")),
      operation: "ListPolicies",
      input: { Filter: "TAG_POLICY" },
    },
    { service: "organizations", request: post("[]", target("ListRoots")), operation: "ListRoots", input: {} },
    {
      service: "sts",
      request: post("Action=AssumeRole&Version=2011-06-15&DurationSeconds=900&ExternalId=a%2Bb"),
      operation: "AssumeRole",
      input: { DurationSeconds: 900, ExternalId: "a+b" },
    },
    {
      service: "sts",
      request: get("/", "Action=GetCallerIdentity&Version=2011-06-15"),
      operation: "GetCallerIdentity",
      input: {},
    },
    {
      service: "ec2",
      request: post("Action=DescribeFlowLogs&Filter.1.Name=resource-id&Filter.1.Value.1=vpc-1&MaxResults=5"),
      operation: "DescribeFlowLogs",
      input: { Filter: [{ Name: "resource-id", Values: ["vpc-1"] }], MaxResults: 5 },
    },
    {
      service: "lambda",
      request: get("/2015-03-31/functions/arn%3Aaws%3Alambda/policy", "Qualifier=7"),
      operation: "GetPolicy",
      input: { FunctionName: "arn:aws:lambda", Qualifier: "7" },
    },
    {
      service: "lambda",
      request: get("/2015-03-31/functions/", "MaxItems=50&Marker=a%2Fb"),
      operation: "ListFunctions",
      input: { MaxItems: 50, Marker: "a/b" },
    },
    {
      service: "account",
      request: { ...post('{"AlternateContactType":"SECURITY"}'), path: "/getAlternateContact" },
      operation: "GetAlternateContact",
      input: { AlternateContactType: "SECURITY" },
    },
    { service: "s3", request: get("/", "x-id=ListBuckets"), operation: "ListBuckets", input: {} },
    { service: "s3", request: get("/logs", "policy"), operation: "GetBucketPolicy", input: { Bucket: "logs" } },
    { service: "s3", request: get("/logs/", "location"), operation: "GetBucketLocation", input: { Bucket: "logs" } },
    {
      service: "s3",
      request: get("/", "versioning", { host: "my.logs.localhost:4566", "x-amz-expected-bucket-owner": "1" }),
      operation: "GetBucketVersioning",
      input: { Bucket: "my.logs", ExpectedBucketOwner: "1" },
    },
    {
      service: "s3control",
      request: get("/v20180820/configuration/publicAccessBlock", "", { "x-amz-account-id": "222222222222" }),
      operation: "GetPublicAccessBlock",
      input: { AccountId: "222222222222" },
    },
  ])("$service: $operation with $input", async ({ service, request, operation, input }) => {
    const decoded = decode(await loadService(service), request);
    expect({ operation: decoded.operation.name, input: decoded.input }).toEqual({ operation, input });
  });

  test.each<{ service: ServiceKey; request: Partial<WireRequest>; code: string }>([
    { service: "organizations", request: post("{}"), code: "UnknownOperationException" },
    { service: "organizations", request: post("{}", target("DropTables")), code: "UnknownOperationException" },
    { service: "organizations", request: post("{", target("ListRoots")), code: "SerializationException" },
    { service: "ec2", request: post("Action=&Version=2016-11-15"), code: "InvalidAction" },
    { service: "iam", request: post("no form at all"), code: "InvalidAction" },
    { service: "lambda", request: get("/nowhere"), code: "UnknownOperationException" },
    { service: "s3", request: { ...get("/logs"), method: "PATCH" }, code: "NotImplemented" },
    { service: "s3control", request: get("/v20180820/nothing"), code: "NotImplemented" },
  ])("$service refuses $request as $code", async ({ service, request, code }) => {
    const model = await loadService(service);
    expect(() => decode(model, request)).toThrow(expect.objectContaining({ code }));
  });
});
