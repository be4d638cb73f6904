import type { Platform } from '../platform.ts'

const parts: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  score: async (args) => (await import('@jari/language/score/command.ts')).scoreCommand(args),
  try: async (args) => (await import('@jari/language/score/try.ts')).tryCommand(args),
  lint: async (args) => (await import('@jari/language/lint/command.ts')).lintCommand(args),
}

/** `npm run voice:score`, `voice:try`, `voice:lint`: packages/language in the terminal; returns the exit code. */
export async function voice(_platform: Platform, args: string[]): Promise<number> {
  const [name = '', ...rest] = args
  const part = parts[name]
  if (!part) throw new Error(`no voice command "${name}": there are ${Object.keys(parts).join(', ')}`)
  return part(rest)
}
