// Where secrets go: off before a provider sees the values, on again in what it answers.
import { ResourceReference, Secret, isRecord } from "./values.ts";
import type { Props, PropValue } from "./values.ts";

/** The values as a provider gets them: secrets opened, resource references replaced by their ids. */
export function toPlain(props: Props): Props {
  return Object.fromEntries(Object.entries(props).map(([key, value]) => [key, plainValue(value)]));
}

/** Without secrets, and with an id (or URN) in place of a reference to a resource. */
export function plainValue(value: PropValue): PropValue {
  if (value instanceof Secret) return plainValue(value.value);
  if (value instanceof ResourceReference) return value.id ?? value.urn;
  if (Array.isArray(value)) return value.map(plainValue);
  return isRecord(value) ? toPlain(value) : value;
}

/**
 * Marks in `outputs` what is secret in `inputs`, and the outputs named in `additional`, as Pulumi does for a
 * provider that knows no secrets: an array with a secret in it becomes secret as a whole.
 */
export function markSecrets(outputs: Props, inputs: Props, additional: string[] = []): Props {
  const marked = { ...outputs };
  for (const [key, output] of Object.entries(outputs)) {
    const input = inputs[key];
    if (additional.includes(key)) marked[key] = secret(output);
    else if (input !== undefined) marked[key] = markLike(output, input);
  }
  return marked;
}

function markLike(output: PropValue, input: PropValue): PropValue {
  if (input instanceof Secret) return secret(output);
  if (isRecord(input) && isRecord(output)) return markSecrets(output, input);
  return Array.isArray(input) && hasSecret(input) ? secret(output) : output;
}

function secret(value: PropValue) {
  return value instanceof Secret ? value : new Secret(value);
}

function hasSecret(value: PropValue): boolean {
  if (value instanceof Secret) return true;
  if (Array.isArray(value)) return value.some(hasSecret);
  return isRecord(value) && Object.values(value).some(hasSecret);
}
