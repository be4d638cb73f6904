import { watch } from 'chokidar'

export type Watching = { close(): Promise<void> }

/**
 * Calls `changed` with the absolute paths that changed below `folders`, together, once nothing more has changed for 120 ms
 * (an editor or `git checkout` writes many files at once).
 */
export function watchFolders(folders: string[], changed: (paths: Set<string>) => void): Watching {
  let pending = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(folders, { ignoreInitial: true, ignored: (path) => /[\\/](node_modules|dist|\.git)([\\/]|$)/.test(path) })
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return
    pending.add(path)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const paths = pending
      pending = new Set()
      changed(paths)
    }, 120)
  })
  return {
    close: async () => {
      clearTimeout(timer)
      await watcher.close()
    },
  }
}
