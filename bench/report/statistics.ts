// What a list of samples comes to. The machine is noisy: no sample counts by itself.

/** The middle value; of an even number of values, halfway between the two in the middle. NaN of none. */
export function median(samples: number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** Least and most. */
export function spread(samples: number[]): [least: number, most: number] {
  return [Math.min(...samples), Math.max(...samples)];
}

/** Round by round, how many times `others` the samples are: what a busy machine does to one it does to both. */
export function ratios(samples: number[], others: number[]): number[] {
  return samples.map((sample, round) => sample / (others[round] ?? NaN));
}
