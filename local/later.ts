import { baseImages } from './cluster/start.ts'
import type { Platform } from './platform.ts'
import { plainTell } from './progress.ts'
import { ensureTools } from './tools/ensure.ts'
import { isBuilt } from './tools/build.ts'
import { tools } from './tools/tools.ts'

/** Builds the tools that are needed later and brings what they make into the cluster; does nothing when they were built before. */
export async function buildLaterTools(platform: Platform, say: (line: string) => void): Promise<void> {
  const absent = []
  for (const tool of tools) if (tool.needed === 'later' && !(await isBuilt(platform, tool))) absent.push(tool)
  await ensureTools(platform, 'later', plainTell(say))
  if (absent.length > 0) await baseImages(platform, say)
}
