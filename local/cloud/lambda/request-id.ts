// The ids of invocations: UUIDs of version 4, from the cloud's own chance.
import type { Random } from "../random.ts";

export function createRequestId(random: Random): string {
  const bytes = random.bytes(16);
  // Version and variant: https://www.rfc-editor.org/rfc/rfc9562#section-5.4
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
