// Says a message again.
export async function handler({ body }: { body: string }) {
  return { statusCode: 200, body };
}
