import { goVersion, install, missing, platformPackages } from '../prerequisites.ts'
import { isBuilt } from '../tools/build.ts'
import { tools } from '../tools/tools.ts'
import type { Platform } from '../platform.ts'

/** Debian packages that building images and running the Jenkinsfile need; what only a node of our own needs is left out. */
const packages = ['git', 'openjdk-17-jre-headless', 'groovy', 'maven', 'buildah', 'mmdebstrap']

/** Tools that steps and this start run, and argocd for the schemas of its kinds. */
export const neededTools = ['kustomize', 'kubernetes', 'argocd', 'kubeconform', 'kube-score']

/** Images that the registry has to have before the first run: what services are built on, and the databases. */
export const neededImages = ['node', 'mariadb']

/** Why this machine cannot build and deliver, one fault each; none when it can. */
export async function machineFaults(platform: Platform): Promise<string[]> {
  if (process.platform !== 'linux') return [`images are built and the Jenkinsfile is run on Linux; this is ${process.platform}`]
  const faults: string[] = []
  const absent = (await absentPackages()).map(({ name }) => name)
  if (absent.length > 0 && process.getuid?.() !== 0) faults.push(`packages are missing on this machine: sudo apt-get install --no-install-recommends ${absent.join(' ')}`)
  const built = await Promise.all(tools.filter(({ name }) => neededTools.includes(name)).map((tool) => isBuilt(platform, tool)))
  const go = built.every(Boolean) ? undefined : await goVersion()
  if (!built.every(Boolean) && (!go || go[0] < 1 || (go[0] === 1 && go[1] < 26))) faults.push(`Go 1.26 or later builds the tools; found ${go ? go.join('.') : 'none'}`)
  return faults
}

/** Installs what is missing of the Debian packages; says one line each. */
export async function installPackages(say: (line: string) => void): Promise<string> {
  const absent = await absentPackages()
  await install(absent, say)
  return absent.length === 0 ? 'nothing to do' : `${absent.length} installed`
}

const absentPackages = () => missing(platformPackages.filter(({ name }) => packages.includes(name)))
