// Watches how much memory a process has, and tells when that is more than its function is given. Linux keeps the
// highest value for each process, so that none goes unseen; elsewhere the process says itself, when it has answered.
import { closeSync, openSync, readSync } from "node:fs";
import type { Clock, Timer } from "../clock.ts";

/** A running process is looked at this often; reading costs some ten microseconds. */
const INTERVAL_MS = 100;

const KB_PER_MB = 1024;

export class MemoryMeter {
  readonly #clock: Clock;
  readonly #pid: number | undefined;
  readonly #limitMb: number;
  readonly #exceeded: () => void;
  readonly #buffer = Buffer.alloc(4096);
  #peakKb = 0;
  #checkedAt = -Infinity;
  #timer: Timer | undefined;
  #isOver = false;

  /** @param exceeded called once */
  constructor(clock: Clock, pid: number | undefined, limitMb: number, exceeded: () => void) {
    this.#clock = clock;
    this.#pid = pid;
    this.#limitMb = limitMb;
    this.#exceeded = exceeded;
  }

  /** Never more than there is, as Lambda reports it. */
  get peakMb() {
    return Math.min(this.#limitMb, Math.ceil(this.#peakKb / KB_PER_MB));
  }

  /** Looks again and again until `rest`. */
  watch() {
    this.#timer ??= this.#clock.after(INTERVAL_MS, () => {
      this.#timer = undefined;
      if (this.measure()) this.watch();
    });
  }

  rest() {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** As `measure`, but a process that is called again and again is looked at every so often only. */
  check(reportedKb: number): boolean {
    const now = this.#clock.now();
    if (now - this.#checkedAt < INTERVAL_MS) return !this.#isOver;
    this.#checkedAt = now;
    return this.measure(reportedKb);
  }

  /**
   * @param reportedKb what the process says, KiB
   * @returns whether it is within the limit
   */
  measure(reportedKb = 0): boolean {
    // What Linux's getrusage reports is no less than the cloud's own memory: it outlasts exec.
    const usedKb = process.platform === "linux" ? this.#read() : reportedKb;
    this.#peakKb = Math.max(this.#peakKb, usedKb);
    if (!this.#isOver && this.#peakKb > this.#limitMb * KB_PER_MB) {
      this.#isOver = true;
      this.#exceeded();
    }
    return !this.#isOver;
  }

  /** KiB; 0 when it cannot be known. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
  #read(): number {
    if (this.#pid === undefined) return 0;
    try {
      const file = openSync(`/proc/${this.#pid}/status`, "r");
      const length = readSync(file, this.#buffer);
      closeSync(file);
      return Number(/VmHWM:\s+(\d+)/.exec(this.#buffer.toString("latin1", 0, length))?.[1] ?? 0);
    } catch {
      // It has just ended.
      return 0;
    }
  }
}
