// Reads a zip archive, as far as deployment packages go: stored and deflated files.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { crc32, inflateRawSync } from "node:zlib";
import { AwsError } from "../../errors.ts";
import type { Code } from "../function-code.ts";

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const MAX_UNZIPPED_BYTES = 250 * 1024 ** 2;

/** How records begin; numbers are little-endian. */
const SIGNATURE = { file: 0x04034b50, entry: 0x02014b50, end: 0x06054b50 };
/** Bytes of the record at the end, without its comment. */
const END_BYTES = 22;
/** Bytes of an entry in the directory before its name. */
const ENTRY_BYTES = 46;
/** Bytes before the name of a file, where its content is. */
const FILE_BYTES = 30;

const STORED = 0;
const DEFLATED = 8;

/** @throws AwsError InvalidParameterValueException for what is no archive, is damaged or too large */
export function unzip(archive: Buffer): Code {
  try {
    return readFiles(archive);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AwsError(
      "InvalidParameterValueException",
      `Could not unzip uploaded file. Please check your file, then try to upload again. (${reason})`,
    );
  }
}

function readFiles(archive: Buffer): Code {
  const end = endOf(archive);
  const code: Code = new Map();
  let left = MAX_UNZIPPED_BYTES;
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const { name, size, next, ...entry } = readEntry(archive, at);
    at = next;
    left -= size;
    if (left < 0) throw new Error(`Unzipped size must be smaller than ${MAX_UNZIPPED_BYTES} bytes`);
    // A folder: it is made with what is in it.
    if (!name.endsWith("/")) code.set(name, readContent(archive, { name, size, ...entry }));
  }
  return code;
}

/** A comment of any length may follow it. */
function endOf(archive: Buffer) {
  for (let at = archive.length - END_BYTES; at >= 0; at--) {
    if (archive.readUInt32LE(at) === SIGNATURE.end) return at;
  }
  throw new Error("it is no zip archive");
}

function readEntry(archive: Buffer, at: number) {
  if (archive.readUInt32LE(at) !== SIGNATURE.entry) throw new Error("its directory is damaged");
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) =>
    archive.readUInt16LE(at + offset),
  );
  const nameEnd = at + ENTRY_BYTES + Number(nameBytes);
  return {
    name: archive.toString("utf8", at + ENTRY_BYTES, nameEnd),
    method: archive.readUInt16LE(at + 10),
    checksum: archive.readUInt32LE(at + 16),
    packedSize: archive.readUInt32LE(at + 20),
    size: archive.readUInt32LE(at + 24),
    file: archive.readUInt32LE(at + 42),
    next: nameEnd + Number(extraBytes) + Number(commentBytes),
  };
}

type Entry = Omit<ReturnType<typeof readEntry>, "next">;

function readContent(archive: Buffer, { name, method, checksum, packedSize, size, file }: Entry): Buffer {
  if (archive.readUInt32LE(file) !== SIGNATURE.file) throw new Error(`${name} is damaged`);
  const start = file + FILE_BYTES + archive.readUInt16LE(file + 26) + archive.readUInt16LE(file + 28);
  const content = unpack(archive.subarray(start, start + packedSize), name, method, size);
  if (content.length !== size || crc32(content) !== checksum) throw new Error(`${name} is damaged`);
  return content;
}

function unpack(packed: Buffer, name: string, method: number, size: number): Buffer {
  if (method === STORED) return Buffer.from(packed);
  // One byte more, so that too much shows.
  if (method === DEFLATED) return inflateRawSync(packed, { maxOutputLength: size + 1 });
  throw new Error(`${name} is packed by method ${method}; use deflate`);
}
