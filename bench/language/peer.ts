import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Language } from '../../packages/language/language.ts'
import type { HomeCatalogue } from '@jari/language/commands/home.ts'
import type { DeviceMeaning } from '@jari/language/score/format.ts'

export type PeerAnswers = { readonly version: string; readonly compile_ms: number; readonly answers: readonly { readonly meaning: DeviceMeaning; readonly ns: number }[] }

/** The interpreter that has hassil, as `pip install -r bench/language/peer/requirements.txt` puts it there; undefined where none has. */
export function peerPython(given: string | undefined): string | undefined {
  return [given, 'python3'].find((python) => python !== undefined && spawnSync(python, ['-c', 'import hassil']).status === 0)
}

/** Hassil's answers to the sentences on this home. Throws an Error with what it printed where it fails. */
export function askPeer(python: string, home: HomeCatalogue, lang: Language, sentences: readonly { readonly say: string; readonly area?: string }[], repeat: number): PeerAnswers {
  const { status, stdout, stderr } = spawnSync(python, [join(import.meta.dirname, 'peer/hassil_peer.py')], { input: JSON.stringify({ home, lang, sentences, repeat }), encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0) throw new Error(`hassil failed: ${stderr.trim().split('\n').at(-1)}`)
  return JSON.parse(stdout) as PeerAnswers
}
