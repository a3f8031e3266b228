// Asks a worker, which runs the page's own script, so that nobody waits while typing. Where the browser
// refuses a worker, the page answers itself.

import { type Answer, answer, type Question } from "./judging.ts";

export class Judge {
  /** The page's script, which runs now; later it could not be told from others. */
  readonly #script = document.currentScript?.textContent ?? "";
  #worker: Worker | "none" | undefined;
  /** Counts the questions, so that only the newest is answered. */
  #round = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** Whatever was asked before is answered no more. */
  forget(): void {
    this.#round += 1;
  }

  /** The answer, unless another question came before it. One is worked at, whatever comes meanwhile. */
  async ask<Q extends Question>(question: Q): Promise<Answer<Q> | undefined> {
    this.forget();
    const round = this.#round;
    const turn = this.#turn.then(() => (round === this.#round ? this.#answer(question) : undefined));
    this.#turn = turn;
    const answered = await turn;
    return round === this.#round ? answered : undefined;
  }

  async #answer<Q extends Question>(question: Q): Promise<Answer<Q>> {
    try {
      this.#worker ??= workerOf(this.#script);
      if (this.#worker !== "none") return await answerOf(this.#worker, question);
    } catch {
      this.#worker = "none";
    }
    return answer(question);
  }
}

function workerOf(script: string): Worker {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  return new Worker(trusted(address), { name: "judge" });
}

/** The page's policy knows this one name, under which nothing but the page's script is loaded. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as unknown as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy("judge", { createScriptURL: () => address }).createScriptURL("") ?? address;
}

/** What TypeScript does not know of yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(input: string): string };
}

const answerOf = <Q extends Question>(worker: Worker, question: Q) =>
  new Promise<Answer<Q>>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer<Q>>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error("the browser refuses a worker"));
    };
    worker.postMessage(question);
  });
