// Finds an operation by the method and the path of its call.

interface Found<Operation> {
  operation: Operation;
  /** What stands in the path, decoded, by the name that the route gives it. */
  parameters: Partial<Record<string, string>>;
}

/** @param table such as `{ "GET /functions/{FunctionName}": getFunction }`; a closing slash of a call is no matter */
export function routesOf<Operation>(table: Record<string, Operation>) {
  const routes = Object.entries(table).map(([route, operation]) => {
    const [method = "", path = ""] = route.split(" ");
    const pattern = path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    return { method, pattern: new RegExp(`^${pattern}/?$`), operation };
  });
  return (method: string, path: string): Found<Operation> | undefined => {
    for (const route of routes) {
      const match = route.method === method ? route.pattern.exec(path) : null;
      if (match) return { operation: route.operation, parameters: decoded(match.groups ?? {}) };
    }
    return undefined;
  };
}

const decoded = (groups: Record<string, string>) =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
