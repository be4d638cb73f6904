import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from '../platform.ts'
import { paths } from '../platform.ts'
import type { Tell } from '../progress.ts'
import { buildTool, fetchModules, isBuilt, linkTools } from './build.ts'
import type { Tool } from './tools.ts'
import { tools } from './tools.ts'

/**
 * Builds what is missing of the tools, one phase each, and links them into the platform's bin folder, whose path it returns.
 * `needed` chooses those needed for the start, those needed later, all, or those of these names.
 */
export async function ensureTools(platform: Platform, needed: Tool['needed'] | 'all' | readonly string[], progress: Tell): Promise<string> {
  const wanted = tools.filter((tool) => needed === 'all' || tool.needed === needed || needed.includes(tool.name))
  const absent: Tool[] = []
  for (const tool of wanted) if (!(await isBuilt(platform, tool))) absent.push(tool)
  if (absent.length > 0) {
    const minutes = Math.ceil(absent.reduce((sum, tool) => sum + tool.expectedSeconds, 0) / 60)
    progress.say(`   ${absent.length} of ${wanted.length} tools are built once for this user: about ${minutes} min on 2 cores`)
  }
  const logs = join(platform.cache, 'log')
  await mkdir(logs, { recursive: true })
  const logOf = ({ name }: Tool) => join(logs, `${name}.log`)
  const ended = new AbortController()
  const fetching = fetchAhead(platform, absent.slice(1), logOf, ended.signal)
  try {
    for (const tool of absent)
      await progress.phase(`tool ${tool.name}`, tool.expectedSeconds, async () => {
        await buildTool(platform, tool, logOf(tool))
      })
  } finally {
    ended.abort()
    await fetching
  }
  // all that are there: what was built later by an earlier platform is used from the first minute
  await linkTools(platform, tools)
  return paths(platform).bin
}

/** One tool after the other, in the order in which they are built. */
async function fetchAhead(platform: Platform, ahead: readonly Tool[], logOf: (tool: Tool) => string, signal: AbortSignal): Promise<void> {
  for (const tool of ahead) await fetchModules(platform, tool, logOf(tool), signal)
}
