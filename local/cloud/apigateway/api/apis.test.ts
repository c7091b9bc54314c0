import {
  CreateApiCommand,
  DeleteApiCommand,
  GetApiCommand,
  GetApisCommand,
  GetTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateApiCommand,
} from "@aws-sdk/client-apigatewayv2";
import { describe, expect } from "vitest";
import { content, refusal, test } from "./testing.ts";

const WEBSOCKET = { ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.action" } as const;

describe("an API", () => {
  test("is read as AWS describes it, made by whom it may be", async ({ client, stand, endpoint }) => {
    const { $metadata, ...api } = await client.send(
      new CreateApiCommand({ Name: "made", Description: "talk", Tags: { team: "a" }, ...WEBSOCKET }),
    );
    expect($metadata.httpStatusCode).toBe(201);
    expect(api).toEqual({
      ...{
        ...WEBSOCKET,
        Name: "made",
        Description: "talk",
        Tags: { team: "a" },
        CreatedDate: endpoint.now(),
      },
      ...{ ApiId: expect.stringMatching(/^[a-z0-9]{10}$/), ApiEndpoint: expect.stringMatching(/^ws:/) },
      ...{ ApiKeySelectionExpression: "$request.header.x-api-key", DisableExecuteApiEndpoint: false },
      IpAddressType: "ipv4",
    });
    expect(content(await client.send(new GetApiCommand({ ApiId: api.ApiId })))).toEqual(api);
    const { Items = [] } = await client.send(new GetApisCommand({}));
    expect(Items.map(({ Name }) => Name)).toEqual(["chat", "made"]);
    expect(stand.gateway.configurationOf(api.ApiId ?? "").api.name).toBe("made");
  });

  test("is changed in what an update names, and is gone once deleted", async ({ client, ApiId, stand }) => {
    await client.send(new UpdateApiCommand({ ApiId, Version: "2", DisableExecuteApiEndpoint: true }));
    expect(stand.gateway.configurationOf(ApiId).api).toMatchObject({
      ...{ name: "chat", version: "2", disableExecuteApiEndpoint: true, protocolType: "WEBSOCKET" },
    });
    const { $metadata } = await client.send(new DeleteApiCommand({ ApiId }));
    expect($metadata.httpStatusCode).toBe(204);
    expect(await refusal(client.send(new GetApiCommand({ ApiId })))).toBe(
      `NotFoundException: Invalid API identifier specified ${ApiId}`,
    );
  });
});

test.for([
  ["an API", ""],
  ["a stage", "/stages/dev"],
])("the tags of %s are read, added to and taken away", async ([, suffix], { client, ApiId }) => {
  const ResourceArn = `arn:aws:apigateway:us-east-1::/apis/${ApiId}${suffix}`;
  await client.send(new TagResourceCommand({ ResourceArn, Tags: { a: "1", b: "2" } }));
  await client.send(new TagResourceCommand({ ResourceArn, Tags: { b: "3", c: "4" } }));
  expect((await client.send(new GetTagsCommand({ ResourceArn }))).Tags).toEqual({ a: "1", b: "3", c: "4" });
  await client.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a", "c"] }));
  expect((await client.send(new GetTagsCommand({ ResourceArn }))).Tags).toEqual({ b: "3" });
});
