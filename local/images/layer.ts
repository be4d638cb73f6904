import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from '../cluster/run.ts'
import type { Layer } from './recipe.ts'

/** Left out of Debian roots: nothing at run time reads them. */
const unread = ['/usr/share/doc/*', '/usr/share/man/*', '/usr/share/info/*', '/usr/share/locale/*', '/usr/share/lintian/*']

/** Same content, same bytes: order, times and owners are fixed. */
const plain = ['--sort=name', '--mtime=@0', '--numeric-owner', '--owner=0', '--group=0', '--format=posix', '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime']

/** Writes one layer as a tar file. A Debian root comes from the mirrors of Debian 12, whatever this machine runs. */
export async function writeLayer(layer: Layer, file: string): Promise<void> {
  if ('debian' in layer) {
    const exclude = unread.map((path) => `--dpkgopt=path-exclude=${path}`)
    await run('mmdebstrap', [`--variant=${layer.debian}`, `--include=${layer.packages.join(',')}`, ...exclude, 'bookworm', file], {
      env: { SOURCE_DATE_EPOCH: '0', DEBIAN_FRONTEND: 'noninteractive' },
    })
    return
  }
  const staged = `${file}.files`
  for (const [to, from] of Object.entries(layer.files)) {
    mkdirSync(dirname(join(staged, to)), { recursive: true })
    copyFileSync(from, join(staged, to))
    chmodSync(join(staged, to), 0o755)
  }
  await run('tar', ['--create', ...plain, '-f', file, '-C', staged, ...readdirSync(staged)])
  rmSync(staged, { recursive: true })
}
