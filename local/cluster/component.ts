/** How the supervisor learns that a component serves. */
export type Probe =
  | { readonly http: string }
  | { readonly https: string; readonly ca: string }
  | { readonly tcp: number }
  | { readonly socket: string }

/** One process of the node, as data. */
export type Component = {
  readonly name: string
  /** Program and arguments; never a secret, as every process may read them. */
  readonly argv: readonly [string, ...string[]]
  readonly env?: Readonly<Record<string, string>>
  /** Numeric user and group; root when absent. */
  readonly uid?: number
  readonly cwd?: string
  /** Components that have to serve first. */
  readonly after: readonly string[]
  /** The component starts once this file exists: it marks that somebody has configured it. */
  readonly when?: string
  readonly ready?: Probe
  /** Listening sockets of the host (indexes into what the supervisor inherited) handed on as descriptors 3, 4, …. */
  readonly sockets?: readonly number[]
}

/** Fails with every fault of a table of components: double names, unknown dependencies, circles. */
export function checkComponents(components: readonly Component[]): void {
  const faults: string[] = []
  const byName = new Map<string, Component>()
  for (const component of components) {
    if (byName.has(component.name)) faults.push(`${component.name} is there twice`)
    byName.set(component.name, component)
  }
  const state = new Map<string, 'open' | 'done'>()
  const visit = (name: string, from: string): void => {
    const component = byName.get(name)
    if (!component) return void faults.push(`${from} waits for ${name}, which does not exist`)
    if (state.get(name) === 'done') return
    if (state.get(name) === 'open') return void faults.push(`${from} and ${name} wait for each other`)
    state.set(name, 'open')
    for (const before of component.after) visit(before, name)
    state.set(name, 'done')
  }
  for (const name of byName.keys()) visit(name, name)
  if (faults.length > 0) throw new Error(`components of the node: ${faults.join('; ')}`)
}
