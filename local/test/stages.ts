/** A stage of `npm test`: either one command that counts as one test, or test files run by node:test. */
export type Stage = {
  readonly name: string
  /** What the stage shows, for `--help`. */
  readonly about: string
  /** A command that passes or fails as one test. */
  readonly command?: readonly string[]
  /** Globs of test files. */
  readonly files?: readonly string[]
  /** Files at once. */
  readonly concurrency?: number
  /** What this machine must be able to do; else the stage is skipped and its files are counted as skipped. */
  readonly needs?: 'platform'
  /** Whether the tools of the platform and Debian's packages are installed before it. */
  readonly installs?: 'tools' | 'packages'
}

/** Fast results first: each stage takes longer than the one before. */
export const stages: readonly Stage[] = [
  { name: 'types', about: 'TypeScript checks every file', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', about: 'oxlint finds nothing', command: ['oxlint', '--deny-warnings'] },
  { name: 'unit', about: 'every *.test.ts beside the code', files: ['{packages,apps,jenkins,local,bench,e2e,docs}/**/!(*.*).test.ts'], concurrency: 2 },
  { name: 'manifests', about: 'every overlay on its release and on a would-be release of HEAD', files: ['**/*.manifests.test.ts'], installs: 'tools', concurrency: 2 },
  { name: 'groovy', about: "vars and Jenkinsfile under Jenkins' CPS transform, and linted", files: ['**/*.groovy.test.ts'], installs: 'packages', concurrency: 2 },
  { name: 'integration', about: 'real databases, git servers, sockets, browsers', files: ['**/*.integration.test.ts'], installs: 'packages', concurrency: 2 },
  { name: 'api', about: 'Schemathesis on every operation of store and order', files: ['local/test/schemathesis/*.api.test.ts'], installs: 'packages', concurrency: 2 },
  // in the order of their names: the two of e2e begin, those of the node take their turns beside the longer one
  { name: 'e2e', about: 'the whole loop on platforms of its own; beside it the node: killed, corrupted, two at once', files: ['e2e/**/*.e2e.test.ts', 'local/**/*.cluster.test.ts'], installs: 'tools', needs: 'platform', concurrency: 2 },
]
