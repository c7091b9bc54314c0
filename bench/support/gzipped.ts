import { gzipSync } from "node:zlib";

/** As `gzip -9` does. */
const LEVEL = 9;

/** Bytes that are left of `content` when it is compressed. */
export const gzipped = (content: string | Buffer) => gzipSync(content, { level: LEVEL }).length;
