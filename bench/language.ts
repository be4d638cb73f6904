/**
 * Understanding speech, measured: time for a sentence (hits and talk, Korean and English) with 25, 500 and 2,500 names, compiling, hostile
 * texts, the bundle for browsers; and hassil, Home Assistant's matcher, with grammars of ours on the same homes and the same sentences.
 *
 *   npm run bench:language                        about a minute; hassil too where python3 has it
 *   npm run bench:language -- --json              prints one JSON object last
 *   npm run bench:language -- --python FILE       the interpreter that has hassil (pip install -r bench/language/peer/requirements.txt)
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { languages } from '../packages/language/language.ts'
import { compileHome, understandCommand } from '@jari/language/commands/understand.ts'
import { compileMenu, understandOrder } from '@jari/language/orders/understand.ts'
import { readCatalogue, understandingOf } from '@jari/language/score/catalogue.ts'
import { type DeviceCase, readCases } from '@jari/language/score/format.ts'
import { judgeCommand } from '@jari/language/score/judge.ts'
import { runCases } from '@jari/language/score/run.ts'
import { measureBundles } from './language/bundle.ts'
import { madeHome } from './language/homes.ts'
import { hostile } from './language/hostile.ts'
import { madeMenu, madeOrders } from './language/menus.ts'
import { askPeer, peerPython } from './language/peer.ts'
import { compileTime, least, shown, timing } from './language/timing.ts'
import { madeWishes } from './language/wishes.ts'

const sizes = [25, 500, 2500] as const
const sentences = 600
const sets = join(import.meta.dirname, '../packages/language/sets')

/** Runs the measurements; see above for `args`. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false }, python: { type: 'string' } } })
  const say = (line: string): void => console.log(line)
  const python = peerPython(values.python)
  const figures: Record<string, unknown> = { commands: commands(say), orders: orders(say), hostile: hostileTexts(say), bundle: await bundles(say) }
  if (python) figures.peer = peer(python, say)
  else say('\nhassil was not found: pip install -r bench/language/peer/requirements.txt, then --python FILE')
  if (values.json) console.log(JSON.stringify(figures))
  return 0
}

type Measured = { readonly size: number; readonly lang: string; readonly compileMs: number; readonly hits: ReturnType<typeof timing>; readonly talk: ReturnType<typeof timing> }

function table(what: string, say: (line: string) => void): void {
  say(`\n${what}: microseconds a sentence (least of 5), compile in milliseconds of processor`)
  say(' names  lang  compile   hits: p50    p99    max   talk: p50    p99    max')
}

function row({ size, lang, compileMs, hits, talk }: Measured, say: (line: string) => void): void {
  say(`${String(size).padStart(6)}  ${lang.padEnd(4)} ${compileMs.toFixed(0).padStart(8)}      ${shown(hits)}      ${shown(talk)}`)
}

function commands(say: (line: string) => void): Measured[] {
  table('Commands, devices', say)
  return sizes.flatMap((size) => {
    const catalogue = madeHome(size)
    const compiled = compileTime(() => compileHome(catalogue))
    const home = compileHome(catalogue)
    return languages.map((lang) => {
      const wishes = madeWishes(catalogue, lang, sentences)
      const times = (miss: boolean) => timing(least(wishes.filter((one) => one.miss === miss), (one) => understandCommand(one.say, { home, lang })))
      const measured = { size, lang, compileMs: compiled, hits: times(false), talk: times(true) }
      row(measured, say)
      return measured
    })
  })
}

function orders(say: (line: string) => void): Measured[] {
  table('Orders, items', say)
  return sizes.flatMap((size) => {
    const catalogue = madeMenu(size)
    const compiled = compileTime(() => compileMenu(catalogue))
    const menu = compileMenu(catalogue)
    return languages.map((lang) => {
      const said = madeOrders(catalogue, lang, sentences)
      const times = (miss: boolean) => timing(least(said.filter((one) => one.miss === miss), (one) => understandOrder(one.say, { menu, lang })))
      const measured = { size, lang, compileMs: compiled, hits: times(false), talk: times(true) }
      row(measured, say)
      return measured
    })
  })
}

function hostileTexts(say: (line: string) => void): { what: string; commandMs: number; orderMs: number }[] {
  const home = compileHome(madeHome(2500))
  const menu = compileMenu(madeMenu(2500))
  say('\nHostile texts with 2,500 names: milliseconds')
  return Object.entries(hostile).map(([what, text]) => {
    const worst = (run: (lang: 'ko' | 'en') => unknown) => Math.max(...least(languages, run, 3)) / 1e6
    const measured = { what, commandMs: worst((lang) => understandCommand(text, { home, lang })), orderMs: worst((lang) => understandOrder(text, { menu, lang })) }
    say(`  ${what.padEnd(20)} commands ${measured.commandMs.toFixed(2).padStart(7)}   orders ${measured.orderMs.toFixed(2).padStart(7)}`)
    return measured
  })
}

async function bundles(say: (line: string) => void) {
  const measured = await measureBundles()
  say('\nBundle for browsers: kB minified, kB after gzip')
  for (const [what, { bytes, gzip }] of Object.entries(measured)) say(`  ${what.padEnd(13)} ${(bytes / 1000).toFixed(1).padStart(7)} ${(gzip / 1000).toFixed(1).padStart(7)}`)
  return measured
}

/** The same sentences and homes for both: exact answers on the development sets, and time with more devices. */
function peer(python: string, say: (line: string) => void) {
  const catalogue = readCatalogue(join(sets, 'home.json'))
  if (catalogue.kind !== 'home') throw new Error('sets/home.json is no home')
  say('\nPeer: hassil with grammars of ours; exact of the development sets, in percent')
  const accuracy = ['devices-ko', 'devices-ko-noise', 'devices-en', 'devices-ko-none'].map((set) => {
    const cases = readCases(readFileSync(join(sets, `${set}.jsonl`), 'utf8'), set) as DeviceCase[]
    const asked = cases.map(({ say: text, area }) => ({ say: text as string, ...(area !== undefined && { area }) }))
    const theirs = askPeer(python, catalogue, cases[0]!.lang, asked, 1).answers.filter(({ meaning }, index) => judgeCommand(cases[index]!, meaning) === 'exact').length
    const ours = runCases(cases, understandingOf(catalogue)).filter(({ verdict }) => verdict === 'exact').length
    const share = (count: number) => (count / cases.length) * 100
    say(`  ${set.padEnd(17)} jari ${share(ours).toFixed(1).padStart(5)}   hassil ${share(theirs).toFixed(1).padStart(5)}`)
    return { set, jari: share(ours), hassil: share(theirs) }
  })
  say('  names  lang   hassil: p50    p99    max   (microseconds, hits and talk)')
  const speed = sizes.flatMap((size) =>
    languages.map((lang) => {
      const home = madeHome(size)
      const { answers, version } = askPeer(python, home, lang, madeWishes(home, lang, 60), 3)
      const times = timing(answers.map(({ ns }) => ns))
      say(`${String(size).padStart(7)}  ${lang}            ${shown(times)}`)
      return { size, lang, version, ...times }
    }),
  )
  return { accuracy, speed }
}
