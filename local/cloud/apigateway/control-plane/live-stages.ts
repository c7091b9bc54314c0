// What is live: each stage with the deployment it serves and the throttles it has.
import type { Clock } from "../../clock.ts";
import { Throttles } from "../data-plane/throttles.ts";
import type { Deployment, Deployments } from "./deployments.ts";
import type { Stage } from "./stages.ts";

/** All that the data plane looks at. */
export interface LiveStage {
  stage: Stage;
  deployment: Deployment;
  throttles: Throttles;
}

export class LiveStages {
  readonly #clock: Clock;
  readonly #throttles = new Map<string, Throttles>();
  #stages = new Map<string, LiveStage>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Undefined for a stage that is not there or to which nothing is deployed. */
  get(stageName: string) {
    return this.#stages.get(stageName);
  }

  /** To be called for a stage that is new or changed: its throttles begin anew. */
  throttle(stage: Stage) {
    this.#throttles.set(stage.stageName, new Throttles(stage, this.#clock));
  }

  delete(stageName: string) {
    this.#throttles.delete(stageName);
    this.#stages.delete(stageName);
  }

  /** From now on, what the stages say. */
  refresh(stages: Stage[], deployments: Deployments) {
    this.#stages = new Map();
    for (const stage of stages) {
      const throttles = this.#throttles.get(stage.stageName);
      if (!stage.deploymentId || !throttles) continue;
      const deployment = deployments.get(stage.deploymentId);
      this.#stages.set(stage.stageName, { stage, deployment, throttles });
    }
  }
}
