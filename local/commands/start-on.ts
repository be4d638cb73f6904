import type { Platform } from '../platform.ts'

/** `npm start -- --context NAME --registry HOST --git URL` */
export async function startOn(_platform: Platform, given: { context?: string | undefined; registry?: string | undefined; git?: string | undefined }): Promise<number> {
  const absent = (['context', 'registry', 'git'] as const).filter((name) => !given[name])
  if (absent.length > 0) throw new Error(`--context, --registry and --git belong together; missing: ${absent.map((name) => `--${name}`).join(', ')}`)
  throw new Error('not yet')
}
