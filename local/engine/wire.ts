// Property values on the wire: a protobuf struct, in which a reserved key marks what JSON does not have.
// The signatures are those of @pulumi/pulumi/runtime/rpc.
import {
  specialArchiveSig,
  specialAssetSig,
  specialOutputValueSig,
  specialResourceSig,
  specialSecretSig,
  specialSigKey,
  unknownValue,
} from "@pulumi/pulumi/runtime/rpc.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { toArchive, toAsset } from "./assets.ts";
import { EngineError, UnsupportedError } from "./errors.ts";
import { Archive, Asset, ResourceReference, Secret, unknown, Unknown } from "./values.ts";
import type { Props, PropValue } from "./values.ts";

/** `directory` is where relative paths of assets start. An absent struct is an empty one. */
export function decode(message: struct.Struct | undefined, directory: string): Props {
  return message ? decodeRecord(message.toJavaScript(), directory) : {};
}

/** One value by itself, as options carry it. */
export function decodeValue(message: struct.Value, directory: string): PropValue {
  return decodeJson(message.toJavaScript(), directory);
}

/** As Pulumi sends properties; secrets, assets and references carry their signatures. */
export function encode(props: Props): struct.Struct {
  return struct.Struct.fromJavaScript(encodeRecord(props));
}

function decodeRecord(fields: Record<string, unknown>, directory: string): Props {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, decodeJson(value, directory)]),
  );
}

function decodeJson(value: unknown, directory: string): PropValue {
  if (value === unknownValue) return unknown;
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((item) => decodeJson(item, directory));
  const fields = value as Record<string, unknown>;
  return specialSigKey in fields
    ? decodeSpecial(fields[specialSigKey], fields, directory)
    : decodeRecord(fields, directory);
}

function decodeSpecial(signature: unknown, fields: Record<string, unknown>, directory: string): PropValue {
  switch (signature) {
    case specialSecretSig:
      return new Secret(decodeJson(fields.value, directory));
    case specialAssetSig:
      return toAsset(fields, directory);
    case specialArchiveSig:
      return toArchive({ ...fields, assets: decodeParts(fields.assets, directory) }, directory);
    case specialResourceSig: {
      const id = fields.id === "" ? unknown : decodeJson(fields.id, directory);
      return new ResourceReference(
        String(fields.urn),
        typeof id === "string" || id instanceof Unknown ? id : undefined,
      );
    }
    case specialOutputValueSig:
      throw new UnsupportedError("an output value in place of a plain one");
    default:
      throw new EngineError(`a value has the unknown signature ${String(signature)}`);
  }
}

function decodeParts(parts: unknown, directory: string) {
  if (typeof parts !== "object" || parts === null) return undefined;
  const decoded: Record<string, Asset | Archive> = {};
  for (const [name, value] of Object.entries(parts)) {
    const part = decodeJson(value, directory);
    if (!(part instanceof Asset || part instanceof Archive)) {
      throw new EngineError(`"${name}" in an AssetArchive is neither an asset nor an archive`);
    }
    decoded[name] = part;
  }
  return decoded;
}

function encodeRecord(props: Props): Record<string, JavaScriptValue> {
  return Object.fromEntries(Object.entries(props).map(([key, value]) => [key, encodeJson(value)]));
}

function encodeJson(value: PropValue): JavaScriptValue {
  if (value instanceof Unknown) return unknownValue;
  if (value instanceof Secret) return special(specialSecretSig, { value: encodeJson(value.value) });
  if (value instanceof Asset) {
    const field = { text: "text", file: "path", remote: "uri" }[value.kind];
    return special(specialAssetSig, { ...(value.value && { [field]: value.value }), hash: value.hash });
  }
  if (value instanceof Archive) {
    const { kind, assets, location, hash } = value;
    if (kind === "assets") {
      const parts = Object.keys(assets).length > 0 && { assets: encodeRecord(assets) };
      return special(specialArchiveSig, { ...parts, hash });
    }
    return special(specialArchiveSig, { [kind === "file" ? "path" : "uri"]: location, hash });
  }
  if (value instanceof ResourceReference) {
    const id = value.id instanceof Unknown ? "" : value.id;
    return special(specialResourceSig, id === undefined ? { urn: value.urn } : { urn: value.urn, id });
  }
  if (Array.isArray(value)) return value.map(encodeJson);
  return typeof value === "object" && value !== null ? encodeRecord(value) : value;
}

function special(signature: string, fields: Record<string, JavaScriptValue>) {
  return { [specialSigKey]: signature, ...fields };
}
