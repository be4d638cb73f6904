import { join } from 'node:path'
import { paths, type Platform } from '../platform.ts'

/** One layer: the packages of a Debian root, or files copied to a path. */
export type Layer =
  | { readonly debian: 'extract' | 'essential'; readonly packages: readonly string[] }
  | { readonly files: Readonly<Record<string, string>> }

/** One base image as data. `files` maps a path in the image to a file of this machine. */
export type Recipe = {
  /** Name in the registry, after `jari/`. */
  readonly name: string
  readonly tag: string
  readonly layers: readonly Layer[]
  readonly user: string
  readonly entrypoint: readonly string[]
  /** The platform starts without it; its program is built afterwards. */
  readonly later?: boolean
}

const program = (name: string, tag: string, file: string): Recipe => ({
  name,
  tag,
  layers: [{ files: { [`/${name}`]: file } }],
  user: '10001:10001',
  entrypoint: [`/${name}`],
})

/** Every image that the platform itself brings; services come from the pipeline. */
export function recipes(platform: Platform): Recipe[] {
  const { bin } = paths(platform)
  return [
    { name: 'pause', tag: '1', layers: [{ files: { '/catatonit': '/usr/bin/catatonit' } }], user: '65535:65535', entrypoint: ['/catatonit', '-P'] },
    program('coredns', '1.14.7', join(bin, 'coredns')),
    program('traefik', '3.6.12', join(bin, 'traefik')),
    { ...program('metrics-server', '0.9.0', join(bin, 'metrics-server')), later: true },
    {
      name: 'node',
      tag: '24',
      // Without maintainer scripts: libraries and data that Node needs, no shell, no package manager.
      layers: [{ debian: 'extract', packages: ['libstdc++6', 'ca-certificates', 'netbase', 'tzdata'] }, { files: { '/usr/bin/node': process.execPath } }],
      user: '10001:10001',
      entrypoint: ['/usr/bin/node'],
    },
    {
      name: 'mariadb',
      tag: '10.11',
      // mariadb-install-db is a shell script, so this one has a shell.
      layers: [{ debian: 'essential', packages: ['mariadb-server', 'catatonit'] }],
      user: '10002:10002',
      entrypoint: ['/usr/bin/catatonit', '--', '/usr/sbin/mariadbd'],
    },
  ]
}
