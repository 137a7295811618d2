/** What a piece of work took, its preparations not included. */
export interface Work {
  /** By the clock. */
  readonly seconds: number;
  /** Of processors, all threads together: what the load of the machine hardly changes. */
  readonly cpu: number;
  /** Bytes that came out. */
  readonly outBytes: number;
  /** Of work that was given up, until the call was settled. */
  readonly settled?: number;
}

/** Times work that answers with the number of bytes that came out. */
export async function timed(work: () => number | Promise<number>): Promise<Work> {
  const started = performance.now();
  const before = process.cpuUsage();
  const outBytes = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6, outBytes };
}
