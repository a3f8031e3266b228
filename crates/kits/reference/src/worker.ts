// The worker's side: a question in, an answer out.

import { answer, type Question } from "./judging.ts";

export function startWorker(): void {
  addEventListener("message", ({ data }: MessageEvent<Question>) => {
    answer(data).then((given) => postMessage(given), reportError);
  });
}
