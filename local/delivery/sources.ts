import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { repositoryOf } from '../../jenkins/steps/forge/open.ts'
import { addressesOf } from '../addresses.ts'
import { stepEnvironment } from '../pipeline/environment.ts'
import { paths, type Platform } from '../platform.ts'
import { SourceError } from './request.ts'

/** Where the page reads from. Tokens are read when used: the page runs before they exist, and a new one needs no restart. */
export type Sources = {
  readonly argocd: { readonly url: string, readonly token: () => Promise<string> }
  readonly gitea: {
    readonly url: string
    /** Where git finds the repository, without credentials. */
    readonly git: string
    /** The pipeline's. */
    readonly token: () => Promise<string>
    /** owner/name */
    readonly repository: string
    readonly branch: string
    /** Who may approve: this team of this organisation. */
    readonly organisation: string
    readonly team: string
  }
  /** The environment in which the steps of the pipeline run, without any secret. */
  readonly steps: () => Promise<Readonly<Record<string, string>>>
}

/** The sources of a platform, on this machine or where the user has them. The page reads with these tokens, and proposes a way back of prod with the pipeline's; all else it writes in a person's name. */
export function sourcesOf(platform: Platform): Sources {
  const { git, forge, argocd } = addressesOf(platform)
  const repository = repositoryOf(git)
  const secret = (part: SourceError['part'], name: string) => () => readSecret(part, join(paths(platform).secrets, name))
  return {
    argocd: { url: argocd, token: secret('Argo CD', 'argocd-reader.token') },
    gitea: {
      url: forge,
      git,
      token: secret('Gitea', 'pipeline.token'),
      repository,
      branch: 'main',
      organisation: repository.split('/')[0]!,
      team: 'release-managers',
    },
    steps: async () => (await stepEnvironment(platform)).environment,
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
