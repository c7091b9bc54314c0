// HTTP/1.1 messages read by hand, for both sides of the Runtime API: an HTTP library costs more than the
// border between the processes itself.

export interface HttpMessage {
  /** Request line or status line. */
  startLine: string;
  /** By lower-case name. */
  headers: Map<string, string>;
  body: Buffer;
}

const HEAD_END = "\r\n\r\n";

/** Cuts a byte stream into messages. Bodies have to come with a Content-Length, as both our sides send them. */
export class HttpReader {
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes without which the first message cannot be complete. */
  #needed = 0;

  /** Returns the messages that `chunk` completes. */
  push(chunk: Buffer): HttpMessage[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return [];
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const messages: HttpMessage[] = [];
    for (;;) {
      const headEnd = rest.indexOf(HEAD_END);
      this.#needed = rest.length + 1;
      if (headEnd < 0) break;
      const [startLine = "", ...fields] = rest.toString("latin1", 0, headEnd).split("\r\n");
      const headers = new Map(fields.map(parseField));
      const bodyStart = headEnd + HEAD_END.length;
      const bodyEnd = bodyStart + Number(headers.get("content-length") ?? 0);
      if (rest.length < bodyEnd) {
        this.#needed = bodyEnd;
        break;
      }
      messages.push({ startLine, headers, body: rest.subarray(bodyStart, bodyEnd) });
      rest = rest.subarray(bodyEnd);
    }
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#length = rest.length;
    return messages;
  }
}

function parseField(line: string): [string, string] {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
