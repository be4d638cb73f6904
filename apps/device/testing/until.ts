import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again until the answer is the wanted one, and returns it. The test runner's own limit ends a wait that is in vain. */
export async function until<Answer>(ask: () => Promise<Answer> | Answer, wanted: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await ask()
    if (wanted(answer)) return answer
    await sleep(20)
  }
}
