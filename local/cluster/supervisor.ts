import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, openSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { backoff, settled } from './backoff.ts'
import { checkComponents, type Component } from './component.ts'
import { serves } from './probe.ts'
import { waitUntil } from './wait.ts'

/** waiting: something it needs is missing; starting: runs, does not serve yet; ready: serves; down: ended, will be started again. */
export type Phase = 'waiting' | 'starting' | 'ready' | 'down'

/** One component as it is now. `pid` is the node's own numbering; `ends` counts how often it ended by itself. */
export type ComponentState = { readonly name: string; phase: Phase; pid: number | null; since: string; ends: number; lastEnd: string | null }

export type Surroundings = {
  readonly logs: string
  /** Descriptor of each inherited listening socket. */
  readonly sockets: readonly number[]
  readonly changed: (states: readonly ComponentState[]) => void
}

/** Keeps processes running: starts each when what it needs serves, and again, with growing pauses, when it ends. */
export class Supervisor {
  readonly #components: readonly Component[]
  readonly #around: Surroundings
  readonly #states = new Map<string, ComponentState>()
  readonly #children = new Map<string, ChildProcess>()
  readonly #held = new Set<string>()
  #ended = false

  constructor(components: readonly Component[], around: Surroundings) {
    checkComponents(components)
    this.#components = components
    this.#around = around
    for (const { name } of components)
      this.#states.set(name, { name, phase: 'waiting', pid: null, since: new Date().toISOString(), ends: 0, lastEnd: null })
  }

  start(): void {
    for (const component of this.#components) void this.#keep(component)
  }

  state(name: string): ComponentState {
    const state = this.#states.get(name)
    if (!state) throw new Error(`no component ${name}`)
    return state
  }

  /** Ends components and keeps them from being started: SIGTERM, and SIGKILL after `grace` milliseconds. */
  async hold(names: readonly string[], grace: number): Promise<void> {
    for (const name of names) this.#held.add(name)
    await Promise.all(
      names.map(async (name) => {
        this.#children.get(name)?.kill('SIGTERM')
        if (!(await waitUntil(() => !this.#children.has(name), grace, 20))) this.#children.get(name)?.kill('SIGKILL')
        await waitUntil(() => !this.#children.has(name), 2_000, 20)
      }),
    )
  }

  /** Lets held components start again. */
  release(names: readonly string[]): void {
    for (const name of names) this.#held.delete(name)
  }

  /** Ends every component for good: SIGTERM, and SIGKILL after `grace` milliseconds. */
  async end(grace: number): Promise<void> {
    this.#ended = true
    await this.hold([...this.#states.keys()], grace)
  }

  async #keep(component: Component): Promise<void> {
    for (let failures = 0; ; ) {
      await waitUntil(() => this.#ended || this.#mayStart(component), Infinity, 50)
      if (this.#ended) return
      const begun = Date.now()
      const end = await this.#runOnce(component)
      failures = Date.now() - begun > settled ? 1 : failures + 1
      const state = this.state(component.name)
      this.#change(component.name, { phase: 'down', pid: null, ends: state.ends + 1, lastEnd: end })
      await sleep(this.#held.has(component.name) ? 0 : backoff(failures))
      this.#change(component.name, { phase: 'waiting' })
    }
  }

  #mayStart({ name, after, when }: Component): boolean {
    if (this.#held.has(name) || (when !== undefined && !existsSync(when))) return false
    return after.every((before) => this.state(before).phase === 'ready')
  }

  /** Runs a component until it ends; says how it ended. */
  async #runOnce(component: Component): Promise<string> {
    const [program, ...args] = component.argv
    const log = openSync(join(this.#around.logs, `${component.name}.log`), 'a')
    const sockets = (component.sockets ?? []).map((i) => this.#around.sockets[i] ?? 'ignore')
    const child = spawn(program, args, {
      stdio: ['ignore', log, log, ...sockets],
      env: { ...process.env, ...component.env },
      cwd: component.cwd ?? '/',
      ...(component.uid === undefined ? {} : { uid: component.uid, gid: component.uid }),
    })
    closeSync(log)
    const ended = new Promise<string>((resolve) => {
      child.on('error', (error) => resolve(error.message))
      child.on('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`))
    })
    this.#children.set(component.name, child)
    this.#change(component.name, { phase: 'starting', pid: child.pid ?? null })
    void this.#watch(component, child)
    const how = await ended
    this.#children.delete(component.name)
    return how
  }

  async #watch({ name, ready }: Component, child: ChildProcess): Promise<void> {
    const gone = () => this.#children.get(name) !== child
    // A component without a probe is taken to serve once it has run for a moment.
    if (ready) await waitUntil(async () => gone() || serves(ready), Infinity, 100)
    else await sleep(500)
    if (!gone()) this.#change(name, { phase: 'ready' })
  }

  #change(name: string, change: Partial<ComponentState>): void {
    const state = this.state(name)
    if (change.phase !== undefined && change.phase !== state.phase) state.since = new Date().toISOString()
    Object.assign(state, change)
    this.#around.changed([...this.#states.values()])
  }
}
