// Where a socket is reached, from what is known before the stage is there: handlers need it, and the stage needs them.
import * as pulumi from "@pulumi/pulumi";
import type { SocketApi } from "./api.ts";
import type { Scope } from "./scope.ts";

interface Addresses {
  origin: pulumi.Output<string>;
  url: pulumi.Output<string>;
  callbackUrl: pulumi.Output<string>;
}

export function addressesOf({ args, stageName }: Scope, api: SocketApi): Addresses {
  // From the endpoint AWS gives, and not from a handler's `requestContext.domainName`, which is the custom
  // domain's where there is one and leads nowhere: https://github.com/aws-samples/simple-websockets-chat-app/issues/40
  const own = pulumi.interpolate`${api.apiEndpoint}/${stageName}`;
  const ownCallback = own.apply((url) => url.replace(/^ws/, "http"));
  if (!args.domain) return { origin: api.apiEndpoint, url: own, callbackUrl: ownCallback };

  const { name, mappingKey } = args.domain;
  // In the domain's path the key of the mapping stands for the stage.
  const path = mappingKey === undefined ? "" : `/${mappingKey}`;
  return {
    origin: pulumi.output(`wss://${name}`),
    url: pulumi.output(`wss://${name}${path && `${path}/`}`),
    callbackUrl: api.disableExecuteApiEndpoint.apply((isOff) =>
      isOff ? pulumi.output(`https://${name}${path}`) : ownCallback,
    ),
  };
}
