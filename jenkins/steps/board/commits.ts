import { tryGit } from '../git/git.ts'
import type { Commit } from '../git/read.ts'
import { machine } from '../writer/commit.ts'

/** Reads what people committed. */
export type Commits = {
  /** Those that `to` contains and `from` does not, newest first, merges and the pipeline's left out; undefined when git has not both. */
  readonly between: (from: string, to: string) => Promise<readonly Commit[] | undefined>
  /** These very commits, as far as git has them. */
  readonly these: (hashes: readonly string[]) => Promise<readonly Commit[]>
}

type Node = { readonly commit: Commit; readonly parents: readonly string[]; readonly isPeoples: boolean; readonly committed: number; /** Git's own order among those of one second. */ readonly place: number }

/**
 * The commits of a repository, by full hashes. The history is read once, by one git process for each hash that is not in what was read
 * before, and ranges are found in memory: a board asks for hundreds of them.
 */
export function commitsOf(checkout: string): Commits {
  const nodes = new Map<string, Node>()
  const known = new Map<string, readonly Commit[]>()
  let roots: string[] = []
  let reads = 0
  let reading = Promise.resolve()

  async function read(hash: string): Promise<void> {
    if (nodes.has(hash)) return
    const output = await tryGit(checkout, ['log', '--format=%H%x02%P%x02%an%x02%aI%x02%ae%x02%ct%x02%s', hash, '--not', ...roots, '--'])
    if (!output.ok) return
    reads++
    for (const [index, line] of output.stdout.split('\n').filter((text) => text !== '').entries()) {
      const [commit = '', parents = '', author = '', at = '', email = '', committed = '', ...subject] = line.split('\x02')
      const above = parents === '' ? [] : parents.split(' ')
      nodes.set(commit, { commit: { commit, author, at, subject: subject.join(' ') }, parents: above, isPeoples: above.length < 2 && email !== machine.GIT_AUTHOR_EMAIL, committed: Number(committed), place: index - reads * 1_000_000 })
    }
    roots = [hash, ...roots].slice(0, 20)
  }

  /** Whether git has the commit; its history is in memory then. One after the other, so that nothing is read twice. */
  async function has(hash: string): Promise<boolean> {
    reading = reading.then(() => read(hash))
    await reading
    return nodes.has(hash)
  }

  /** Everything that can be reached from `hash` without going through `without`. */
  function reached(hash: string, without: ReadonlySet<string>): Set<string> {
    const found = new Set<string>()
    for (const open = [hash]; open.length > 0;) {
      const next = open.pop()!
      if (found.has(next) || without.has(next) || !nodes.has(next)) continue
      found.add(next)
      open.push(...nodes.get(next)!.parents)
    }
    return found
  }

  const peoples = (hashes: Iterable<string>) => [...hashes].map((hash) => nodes.get(hash)).filter((node) => node?.isPeoples === true).map((node) => node!)

  return {
    between: async (from, to) => {
      if (!(await has(to)) || !(await has(from))) return undefined
      const key = `${from}..${to}`
      const answer = known.get(key) ?? peoples(reached(to, reached(from, new Set()))).toSorted((a, b) => b.committed - a.committed || a.place - b.place).map(({ commit }) => commit)
      if (known.size > 2_000) known.clear()
      known.set(key, answer)
      return answer
    },
    these: async (hashes) => {
      for (const hash of hashes) await has(hash)
      return peoples(hashes).map(({ commit }) => commit)
    },
  }
}
