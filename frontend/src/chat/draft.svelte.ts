// What is being written, and whether it may be sent.
import { utf8Bytes } from "../../../protocol/json.ts";
import { MESSAGE_BYTES_MAX } from "../../../protocol/limits.ts";

/** The share of the limit from which a writer is told how much is left. */
const NEARLY_FULL = 0.9;

export class Draft {
  text = $state("");
  /** What would be said: white space around it is an accident of typing. */
  readonly content = $derived(this.text.trim());
  readonly #bytes = $derived(utf8Bytes(JSON.stringify(this.content)));
  readonly tooLong = $derived(this.#bytes > MESSAGE_BYTES_MAX);
  readonly sendable = $derived(this.content !== "" && !this.tooLong);

  /** How much room is left, once that matters. */
  get notice() {
    const left = MESSAGE_BYTES_MAX - this.#bytes;
    if (left < 0) return `Too long by ${(-left).toLocaleString()} bytes. Shorten it, or send it in parts.`;
    if (this.#bytes > MESSAGE_BYTES_MAX * NEARLY_FULL) return `${left.toLocaleString()} bytes left`;
    return undefined;
  }

  /** Takes what can be sent and starts anew; nothing if there is nothing to send. */
  take() {
    if (!this.sendable) return undefined;
    const { content } = this;
    this.text = "";
    return content;
  }
}
