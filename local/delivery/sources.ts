import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'
import { SourceError } from './request.ts'

/** Where the page reads from. Tokens are read when used: the page runs before they exist, and a new one needs no restart. */
export type Sources = {
  readonly argocd: { readonly url: string, readonly token: () => Promise<string> }
  readonly gitea: {
    readonly url: string
    readonly token: () => Promise<string>
    /** owner/name */
    readonly repository: string
    readonly branch: string
    /** Who may approve: this team of this organisation. */
    readonly organisation: string
    readonly team: string
  }
}

/** The sources of the platform on this machine. The page only ever reads with these tokens; it writes in a person's name alone. */
export function localSources(platform: Platform): Sources {
  const secret = (part: SourceError['part'], name: string) => () => readSecret(part, join(paths(platform).secrets, name))
  return {
    argocd: { url: `http://127.0.0.1:${platform.ports.argocd}`, token: secret('Argo CD', 'argocd-reader.token') },
    gitea: {
      url: `http://127.0.0.1:${platform.ports.gitea}`,
      token: secret('Gitea', 'pipeline.token'),
      repository: 'jari/jari',
      branch: 'main',
      organisation: 'jari',
      team: 'release-managers',
    },
  }
}

async function readSecret(part: SourceError['part'], file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new SourceError(part, null, `${part} is not set up yet`)
  }
}
