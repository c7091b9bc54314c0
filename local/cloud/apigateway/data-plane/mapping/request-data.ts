// What an integration's mappings read of a request: the event of a proxy integration holds all of it.

export interface RequestData {
  /** Absent when a client connects or goes. */
  body?: string;
  headers?: Record<string, string>;
  multiValueHeaders?: Record<string, string[]>;
  queryStringParameters?: Record<string, string>;
  multiValueQueryStringParameters?: Record<string, string[]>;
  stageVariables?: Record<string, string>;
  requestContext: Record<string, unknown>;
}

/** @param event JSON text of a proxy integration's event */
export const readRequest = (event: string) => JSON.parse(event) as RequestData;
