import { stepEnvironment, type StepEnvironment } from '../pipeline/environment.ts'
import { paths, type Platform } from '../platform.ts'

/** `eval "$(npm run --silent terminal)"`: lets a person's shell run `npx jari` on this platform as its pipeline does. Its output holds secrets. */
export async function terminal(platform: Platform): Promise<number> {
  console.log(exportsOf(await stepEnvironment(platform), paths(platform).bin).join('\n'))
  return 0
}

/** Lines for a POSIX shell: addresses and secrets, and the tools first on the PATH. A forge token that is set already stays: it says who acts. */
export function exportsOf({ environment, secrets }: StepEnvironment, bin: string): string[] {
  const addresses = Object.entries(environment).filter(([name]) => /^(JARI|ARGOCD)_/.test(name))
  const { 'jari-forge-token': forge = '', 'jari-argocd-token': argocd = '', 'jari-signing-key': key = '' } = secrets
  return [
    ...[...addresses, ['ARGOCD_TOKEN', argocd], ['JARI_SIGNING_KEY', key]].map(([name, value = '']) => `export ${name}=${quoted(value)}`),
    `[ -n "\${JARI_FORGE_TOKEN:-}" ] || export JARI_FORGE_TOKEN=${quoted(forge)}`,
    'export JARI_FORGE_TOKEN',
    `export PATH=${quoted(bin)}:"$PATH"`,
  ]
}

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`
