// What goes wrong in the local cloud, in the words AWS uses for it.

/** An error a service answers with: `code` is AWS's error type, `status` the HTTP status it travels under. */
export class AwsError extends Error {
  override name = "AwsError";
  readonly code: string;
  readonly status: number;
  /** Of a call without permission: what it has no permission for, such as `dynamodb:GetItem`. */
  readonly action: string | undefined;
  /** Of a call without permission: a policy statement that would have allowed it, as one line of JSON. */
  readonly remedy: string | undefined;

  constructor(
    code: string,
    message: string,
    status = 400,
    denied: { action?: string; remedy?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.action = denied.action;
    this.remedy = denied.remedy;
  }
}

/** Something outside keeps the cloud from starting: its message is all that people need. */
export class CloudStartError extends Error {
  override name = "CloudStartError";
}

/** The name or address to listen on is none of this machine. */
export class HostError extends CloudStartError {
  override name = "HostError";

  constructor(host: string, options?: ErrorOptions) {
    super(
      `--host ${host} is no name or address of this machine: leave it out for localhost, or give 0.0.0.0 for every address`,
      options,
    );
  }
}

/** A port that the cloud needs is taken. The start names who holds it and which flag moves us. */
export class PortBusyError extends CloudStartError {
  override name = "PortBusyError";
  readonly port: number;
  readonly purpose: string;

  constructor(port: number, purpose: string, options?: ErrorOptions) {
    super(`port ${port} (${purpose}) is already in use`, options);
    this.port = port;
    this.purpose = purpose;
  }
}
