import { readFile } from 'node:fs/promises'

/** A step of bringing the platform up, as written by `npm start`. */
export type Phase = { name: string, expectedSeconds: number | null, startedAt: string | null, finishedAt: string | null, result: string | null, detail: string | null }

/** Reads phases.json; empty before `npm start` wrote it. A file that is just being replaced is read as empty too. */
export async function readPhases(file: string): Promise<Phase[]> {
  try {
    const read = JSON.parse(await readFile(file, 'utf8')) as Partial<Phase>[]
    return read.map(({ name = '', expectedSeconds = null, startedAt = null, finishedAt = null, result = null, detail = null }) => ({ name, expectedSeconds, startedAt, finishedAt, result, detail }))
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
