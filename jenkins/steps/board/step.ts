import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { mainTip } from '../git/main.ts'
import { Usage } from '../outcome.ts'
import { outcomesOf } from '../outcomes/read.ts'
import { defineStep } from '../step.ts'
import { boardAt } from './collect.ts'
import { boardPage } from './html.ts'
import { boardLines } from './text.ts'

export const step = defineStep({
  options: { html: { type: 'string' }, days: { type: 'string' } },
  async run({ checkout, settings, say, now }, { html, days = '30' }) {
    if (!/^[1-9]\d*$/.test(days)) throw new Usage(`--days must be a number of days, not "${days}"`)
    const board = await boardAt(checkout, await mainTip(checkout, settings), await outcomesOf(checkout, settings), new Date(now()), Number(days))
    for (const line of boardLines(board)) say(line)
    if (html !== undefined) {
      await writeFile(resolve(checkout, html), boardPage(board))
      say(`written to ${html}`)
    }
    return board
  },
})
