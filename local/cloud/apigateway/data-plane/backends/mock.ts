// `MOCK`: no backend. What the request template makes is the answer, and has to say which status it is of.
import { fail } from "./backend.ts";
import type { MappedBackend } from "./mapped.ts";

export const mock: MappedBackend = async (call, _, payload) => {
  const status = statusOf(payload.toString());
  if (status === undefined) {
    return fail(
      call,
      "the request template of a MOCK integration gives no statusCode",
      'let it give JSON such as {"statusCode": 200}',
    );
  }
  return { status, headers: {}, body: payload, matched: String(status) };
};

function statusOf(payload: string) {
  try {
    const status = Number((JSON.parse(payload) as { statusCode?: unknown } | null)?.statusCode);
    return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined;
  } catch {
    return undefined;
  }
}
