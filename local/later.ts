import { baseImages } from './cluster/start.ts'
import type { Platform } from './platform.ts'
import { ensureTools } from './tools/ensure.ts'
import { isBuilt } from './tools/build.ts'
import { tools } from './tools/tools.ts'

/** Builds the tools that are needed later and brings what they make into the cluster; does nothing when they were built before. */
export async function buildLaterTools(platform: Platform, say: (line: string) => void): Promise<void> {
  const absent = []
  for (const tool of tools) if (tool.needed === 'later' && !(await isBuilt(platform, tool))) absent.push(tool)
  const phase = async (name: string, _seconds: number | undefined, work: (note: (text: string) => void) => Promise<string | void>) => {
    await work(() => {})
    say(`${name}: done`)
  }
  await ensureTools(platform, 'later', { phase, say })
  if (absent.length > 0) await baseImages(platform, say)
}
