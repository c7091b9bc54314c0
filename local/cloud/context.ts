// What every service of the cloud is given: time, chance, the event stream, and where it is.
import type { Clock } from "./clock.ts";
import type { Events } from "./events.ts";
import type { Certificate } from "./http/certificate.ts";
import type { Ports } from "./http/ports.ts";
import type { Random } from "./random.ts";

export interface CloudContext {
  clock: Clock;
  random: Random;
  events: Events;
  /** Twelve digits, as in every ARN of the run. */
  accountId: string;
  region: string;
  partition: string;
  /** The name under which clients reach this machine, as it stands in URLs. */
  host: string;
  ports: Ports;
  certificate: Certificate;
  /** Scratch folder of this run, outside the program; removed when the cloud stops. */
  directory: string;
}
