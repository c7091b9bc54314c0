// Watches the bytes a client sends for a frame longer than allowed. `ws` limits messages but not frames.
// Layout of a frame: https://www.rfc-editor.org/rfc/rfc6455#section-5.2

const FINAL = 0x80;
const OPCODE = 0x0f;
const FIRST_CONTROL_OPCODE = 0x8;
const MASKED = 0x80;
const LENGTH = 0x7f;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MASK_BYTES = 4;
const LONGEST_HEADER = 14;

export class FrameMeter {
  readonly #maxBytes: number;
  readonly #header = Buffer.alloc(LONGEST_HEADER);
  #headerBytes = 0;
  #payloadBytes = 0;
  #frames = 0;
  readonly #messages: number[] = [];
  #exceeded = false;

  /** @param maxBytes longest payload of a frame, on the wire */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** A frame that is too long has begun. */
  get exceeded() {
    return this.#exceeded;
  }

  /** In how many frames the next message comes; undefined when one of them, or one before, is too long. */
  nextMessage() {
    return this.#messages.shift();
  }

  push(chunk: Buffer) {
    let at = 0;
    while (at < chunk.length && !this.#exceeded) {
      if (this.#payloadBytes > 0) {
        const passed = Math.min(this.#payloadBytes, chunk.length - at);
        this.#payloadBytes -= passed;
        at += passed;
      } else {
        this.#header[this.#headerBytes++] = chunk[at++] ?? 0;
        this.#readHeader();
      }
    }
  }

  #readHeader() {
    if (this.#headerBytes < 2) return;
    const first = this.#header.readUInt8(0);
    const second = this.#header.readUInt8(1);
    const length = second & LENGTH;
    const lengthBytes = length === LENGTH_16 ? 2 : length === LENGTH_64 ? 8 : 0;
    const maskBytes = second & MASKED ? MASK_BYTES : 0;
    if (this.#headerBytes < 2 + lengthBytes + maskBytes) return;
    this.#headerBytes = 0;
    this.#payloadBytes =
      lengthBytes === 2
        ? this.#header.readUInt16BE(2)
        : lengthBytes === 8
          ? Number(this.#header.readBigUInt64BE(2))
          : length;
    this.#exceeded = this.#payloadBytes > this.#maxBytes;
    const isControl = (first & OPCODE) >= FIRST_CONTROL_OPCODE;
    if (isControl || this.#exceeded) return;
    this.#frames += 1;
    if ((first & FINAL) === 0) return;
    this.#messages.push(this.#frames);
    this.#frames = 0;
  }
}
