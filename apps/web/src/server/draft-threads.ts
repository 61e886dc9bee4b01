import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Worker } from "node:worker_threads";
import { Failure } from "@sekinin/config";
import type { DraftAnswer, DraftBase, DraftQuestion } from "@sekinin/guardrails";

export type DraftLimits = {
  /** Threads at once: each holds one organisation. */
  readonly most: number;
  /** Questions that wait for one organisation. */
  readonly mostWaiting: number;
  /** For one question. */
  readonly seconds: number;
  /** For the organisation as it is, before the first question. */
  readonly openSeconds: number;
  readonly megabytes: number;
};

export const draftLimits: DraftLimits = { most: 2, mostWaiting: 8, seconds: 10, openSeconds: 30, megabytes: 768 };

type Answered = Exclude<DraftAnswer, { kind: "ready" }>;
type Job = {
  readonly userId: string;
  readonly question: DraftQuestion;
  readonly resolve: (answer: Answered) => void;
  readonly reject: (failure: Failure) => void;
};
type Lane = {
  thread: Worker | null;
  isReady: boolean;
  running: Job | null;
  waiting: Job[];
  timer: NodeJS.Timeout | null;
};

/** Where questions about drafts are worked out: never on the event loop, and never without an end. */
export type DraftThreads = {
  /**
   * One question about the organisation that `of` stands for; `base` is read where no thread has it yet. Of one user
   * the newest question counts. Throws `draft.too-much`, `draft.overtaken` and `draft.busy`.
   */
  ask(of: object, base: DraftBase, userId: string, question: DraftQuestion): Promise<Answered>;
  close(): Promise<void>;
};

/** Threads are kept warm, those used last; one that exceeds a limit is ended, and the next question gets a new one. */
export function createDraftThreads(limits: DraftLimits = draftLimits): DraftThreads {
  return new Threads(limits);
}

class Threads implements DraftThreads {
  private readonly lanes = new Map<object, Lane>();
  private readonly limits: DraftLimits;

  constructor(limits: DraftLimits) {
    this.limits = limits;
  }

  async ask(of: object, base: DraftBase, userId: string, question: DraftQuestion): Promise<Answered> {
    const lane = this.laneOf(of);
    const isOlder = (job: Job) => job.userId === userId && job.question.kind === question.kind;
    for (const job of lane.waiting.filter(isOlder)) job.reject(new Failure("draft.overtaken"));
    lane.waiting = lane.waiting.filter((job) => !isOlder(job));
    if (lane.waiting.length >= this.limits.mostWaiting) throw new Failure("draft.busy");
    return new Promise((resolve, reject) => {
      lane.waiting.push({ userId, question, resolve, reject });
      this.next(lane, base);
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.lanes.values()].map((lane) => end(lane)));
    this.lanes.clear();
  }

  private laneOf(of: object): Lane {
    const lane = this.lanes.get(of) ?? { thread: null, isReady: false, running: null, waiting: [], timer: null };
    if (!this.lanes.has(of) && this.lanes.size >= this.limits.most) {
      const idle = [...this.lanes].find(([, one]) => one.running === null);
      if (idle === undefined) throw new Failure("draft.busy");
      this.lanes.delete(idle[0]);
      void end(idle[1]);
    }
    this.lanes.delete(of);
    this.lanes.set(of, lane);
    return lane;
  }

  private next(lane: Lane, base: DraftBase): void {
    if (lane.running !== null) return;
    const job = lane.waiting.shift();
    if (job === undefined) return;
    lane.running = job;
    lane.thread ??= this.started(lane, base);
    if (lane.isReady) this.put(lane, base);
    else this.watch(lane, base, this.limits.openSeconds);
  }

  private started(lane: Lane, base: DraftBase): Worker {
    const thread = new (unbundled("node:worker_threads").Worker)(entry(), {
      workerData: base,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes },
    });
    thread.unref();
    thread.on("message", (answer: DraftAnswer) => {
      if (lane.thread !== thread) return;
      if (answer.kind === "ready") {
        lane.isReady = true;
        return this.put(lane, base);
      }
      settle(lane)?.resolve(answer);
      this.next(lane, base);
    });
    thread.on("error", (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      this.give(lane, base, thread, new Failure(isMemory ? "draft.too-much" : "internal", { cause: error }));
    });
    thread.on("exit", (code) =>
      this.give(
        lane,
        base,
        thread,
        new Failure("internal", { cause: new Error(`a draft's thread ended with code ${code}`) }),
      ),
    );
    return thread;
  }

  private put(lane: Lane, base: DraftBase): void {
    if (lane.running === null) return;
    this.watch(lane, base, this.limits.seconds);
    lane.thread?.postMessage(lane.running.question);
  }

  private watch(lane: Lane, base: DraftBase, seconds: number): void {
    if (lane.timer !== null) clearTimeout(lane.timer);
    const { thread } = lane;
    lane.timer = setTimeout(() => this.give(lane, base, thread, new Failure("draft.too-much")), seconds * 1_000);
  }

  /** The thread is given up, with what it works at; what waits goes on in a new one. */
  private give(lane: Lane, base: DraftBase, thread: Worker | null, failure: Failure): void {
    if (thread === null || lane.thread !== thread) return;
    const job = settle(lane);
    void end(lane);
    job?.reject(failure);
    this.next(lane, base);
  }
}

function settle(lane: Lane): Job | null {
  if (lane.timer !== null) clearTimeout(lane.timer);
  const job = lane.running;
  lane.timer = null;
  lane.running = null;
  return job;
}

async function end(lane: Lane): Promise<void> {
  const { thread } = lane;
  lane.thread = null;
  lane.isReady = false;
  await thread?.terminate();
}

/**
 * The thread's file, from its TypeScript source: no bundler sees it, so names are resolved from where the server was
 * started, in the repository. The first thing that runs there registers the loader.
 */
function entry(): URL {
  const resolver = unbundled("node:module").createRequire(join(process.cwd(), "from-here.js"));
  const urlOf = (name: string) => JSON.stringify(pathToFileURL(resolver.resolve(name)).href);
  // `require` finds the loader's CommonJS twin, which does not work from here.
  const loader = urlOf("tsx/esm/api").replace(/\.cjs"$/, '.mjs"');
  const main = urlOf("@sekinin/web/draft-thread");
  const source = `const { register } = await import(${loader}); register(); await import(${main});`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

/** Node's own module: a bundler replaces `new Worker` and `createRequire` by what only finds its own files. */
function unbundled<Name extends "node:module" | "node:worker_threads">(name: Name) {
  return process.getBuiltinModule(name);
}
