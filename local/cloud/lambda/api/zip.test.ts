import { expect, test } from "vitest";
import { unzip } from "./zip.ts";

/** Made by Python's zipfile: a folder, a deflated file, a stored one with a name that is not ASCII, and a comment. */
const ARCHIVE = Buffer.from(
  "UEsDBBQAAAAAAAAAIVwAAAAAAAAAAAAAAAAEAAAAbGliL1BLAwQUAAAACAAAACFcA9o4mgsAAADoAwAACQAAAGxpYi9hLnR4dEtMHAWjYBQMdwAA" +
    "UEsDBBQAAAgAAAAAIVwL+UNWBgAAAAYAAAAGAAAAw6kudHh0c3RvcmVkUEsBAhQDFAAAAAAAAAAhXAAAAAAAAAAAAAAAAAQAAAAAAAAAAAAAAIAB" +
    "AAAAAGxpYi9QSwECFAMUAAAACAAAACFcA9o4mgsAAADoAwAACQAAAAAAAAAAAAAAgAEiAAAAbGliL2EudHh0UEsBAhQDFAAACAAAAAAhXAv5Q1YG" +
    "AAAABgAAAAYAAAAAAAAAAAAAAIABVAAAAMOpLnR4dFBLBQYAAAAAAwADAJ0AAAB+AAAACQBhIGNvbW1lbnQ=",
  "base64",
);

/** Packed by bzip2, which Lambda does not take. */
const BZIP2 = Buffer.from(
  "UEsDBC4AAAAMAAAAIVxkenCvJQAAAGQAAAABAAAAYUJaaDkxQVkmU1mKVyG9AAACAQBgACAAIQCCCxdyRThQkIpXIb1QSwECLgMuAAAADAAAACFc" +
    "ZHpwryUAAABkAAAAAQAAAAAAAAAAAAAAgAEAAAAAYVBLBQYAAAAAAQABAC8AAABEAAAAAAA=",
  "base64",
);

/** The archive with other bytes at a place. */
function changed(at: number, ...bytes: number[]) {
  const copy = Buffer.from(ARCHIVE);
  copy.set(bytes, at);
  return copy;
}

const directory = ARCHIVE.indexOf("PK\x01\x02", 0, "latin1");
const entryOfA = ARCHIVE.indexOf("PK\x01\x02", directory + 1, "latin1");

test("files are taken out, folders are not", () => {
  const files = [...unzip(ARCHIVE)].map(([path, bytes]) => [path, bytes.toString()]);
  expect(files).toEqual([
    ["lib/a.txt", "a".repeat(1000)],
    ["é.txt", "stored"],
  ]);
});

test.each([
  ["no archive", Buffer.from("PK"), "it is no zip archive"],
  ["an archive that is cut off", ARCHIVE.subarray(0, -12), "it is no zip archive"],
  ["an archive with a byte changed", changed(ARCHIVE.indexOf("stored"), 0), "é.txt is damaged"],
  [
    "a file that is larger than it says",
    changed(entryOfA + 24, 10, 0),
    "lib/a.txt|maxOutputLength|larger than",
  ],
  ["a file that says it is huge", changed(entryOfA + 24, 255, 255, 255, 127), "smaller than 262144000 bytes"],
  ["a directory that is elsewhere", changed(ARCHIVE.lastIndexOf("PK\x05\x06") + 16, 1), "is damaged"],
  ["another way of packing", BZIP2, "a is packed by method 12; use deflate"],
])("%s is refused with what is wrong", (_case, archive, reason) => {
  expect(() => unzip(archive)).toThrow(
    expect.objectContaining({
      code: "InvalidParameterValueException",
      message: expect.stringMatching(new RegExp(`^Could not unzip uploaded file.*(?:${reason})`)),
    }),
  );
});
