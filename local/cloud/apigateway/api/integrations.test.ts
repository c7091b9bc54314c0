import {
  CreateIntegrationCommand,
  CreateIntegrationResponseCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  GetIntegrationCommand,
  GetIntegrationResponseCommand,
  GetIntegrationResponsesCommand,
  GetIntegrationsCommand,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
} from "@aws-sdk/client-apigatewayv2";
import { expect } from "vitest";
import { content, test } from "./testing.ts";

test("an integration is made, read, changed and deleted", async ({ client, ApiId, stand }) => {
  const IntegrationUri = "https://example.com/{id}";
  const made = content(
    await client.send(
      new CreateIntegrationCommand({
        ...{ ApiId, IntegrationType: "HTTP", IntegrationMethod: "POST", IntegrationUri, Description: "d" },
        RequestParameters: {
          "integration.request.header.a": "'a'",
          "integration.request.header.b": "'b'",
        },
      }),
    ),
  );
  expect(made).toEqual({
    ...{ IntegrationId: expect.stringMatching(/^[a-z0-9]{7}$/), IntegrationUri, Description: "d" },
    ...{ IntegrationType: "HTTP", IntegrationMethod: "POST", ConnectionType: "INTERNET" },
    ...{ PassthroughBehavior: "WHEN_NO_MATCH", PayloadFormatVersion: "1.0", TimeoutInMillis: 29_000 },
    IntegrationResponseSelectionExpression: "${integration.response.statuscode}",
    RequestParameters: { "integration.request.header.a": "'a'", "integration.request.header.b": "'b'" },
  });
  const id = { ApiId, IntegrationId: made.IntegrationId };
  expect(content(await client.send(new GetIntegrationCommand(id)))).toEqual(made);
  expect((await client.send(new GetIntegrationsCommand({ ApiId }))).Items).toEqual([made]);

  const changed = await client.send(
    new UpdateIntegrationCommand({
      ...{ ...id, TimeoutInMillis: 1_000 },
      RequestParameters: { "integration.request.header.a": "", "integration.request.header.c": "'c'" },
    }),
  );
  expect(content(changed)).toEqual({
    ...{ ...made, TimeoutInMillis: 1_000 },
    RequestParameters: { "integration.request.header.b": "'b'", "integration.request.header.c": "'c'" },
  });
  await client.send(new DeleteIntegrationCommand(id));
  expect(stand.gateway.configurationOf(ApiId).integrations.all()).toEqual([]);
});

test("an integration response is made, read, changed and deleted", async ({ client, ApiId, stand }) => {
  const { integrationId: IntegrationId } = stand.gateway.createIntegration(ApiId, {
    integrationType: "MOCK",
  });
  const of = { ApiId, IntegrationId };
  const made = content(
    await client.send(
      new CreateIntegrationResponseCommand({
        ...{ ...of, IntegrationResponseKey: "$default", ResponseTemplates: { $default: "{}" } },
      }),
    ),
  );
  expect(made).toEqual({
    ...{ IntegrationResponseId: expect.any(String), IntegrationResponseKey: "$default" },
    ResponseTemplates: { $default: "{}" },
  });
  const id = { ...of, IntegrationResponseId: made.IntegrationResponseId };
  expect(content(await client.send(new GetIntegrationResponseCommand(id)))).toEqual(made);
  expect((await client.send(new GetIntegrationResponsesCommand(of))).Items).toEqual([made]);
  const IntegrationResponseKey = "/4\\d\\d/";
  const changed = await client.send(new UpdateIntegrationResponseCommand({ ...id, IntegrationResponseKey }));
  expect(content(changed)).toEqual({ ...made, IntegrationResponseKey });
  await client.send(new DeleteIntegrationResponseCommand(id));
  expect(stand.gateway.configurationOf(ApiId).integrationResponses.of(IntegrationId)).toEqual([]);
});
