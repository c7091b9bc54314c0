// How a `ServerlessSocket` can be told to bring changes to its stage.

export interface DeploymentArgs {
  /**
   * How a change of the routes reaches the stage. `"auto"`: API Gateway deploys each change by itself, and a
   * deployment that fails shows in the stage's status only. `"explicit"`: one deployment for each update that changes
   * routes, integrations, authorizers or models, all at once; one that fails, fails the update. AWS takes one
   * explicit deployment in 5 seconds from an account: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
   *
   * @default "auto"
   * @example "explicit"
   */
  deployment?: "auto" | "explicit";
}
