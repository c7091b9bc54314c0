// Maps that are changed key by key.

/**
 * A map after an update that names some of its keys: the others stay, and an empty text takes its key away.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigatewayv2/stage.go
 * @returns undefined when the update does not name the map
 */
export function merged<T>(before: Record<string, T> = {}, patch: Record<string, T> | undefined) {
  if (!patch) return undefined;
  return Object.fromEntries(Object.entries({ ...before, ...patch }).filter(([, value]) => value !== ""));
}

export const without = <T>(map: Record<string, T>, keys: string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(map).filter(([key]) => !keys.includes(key)));
