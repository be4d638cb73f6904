import { closedStates, orderStates, orderTransitions } from '@jari/contract/order-state.ts'
import type { Transition } from '@jari/contract/order-state.ts'

/** Throws an Error naming each fault of a table of transitions: doubled rows, ways out of a closed state, states that cannot be reached or left. */
export function checkTransitions(table: readonly Transition[] = orderTransitions): void {
  const pairs = table.map(({ from, to }) => `${from} → ${to}`)
  const reached = new Set(table.map(({ to }) => to))
  const left = new Set(table.map(({ from }) => from))
  const faults = [
    ...pairs.filter((pair, i) => pairs.indexOf(pair) !== i).map((pair) => `${pair} is there twice`),
    ...table.filter(({ from }) => closedStates.includes(from)).map(({ from, to }) => `${from} → ${to} leaves a closed state`),
    ...table.filter(({ by }) => by.length === 0).map(({ from, to }) => `nobody may do ${from} → ${to}`),
    ...orderStates.filter((state) => state !== 'placed' && !reached.has(state)).map((state) => `${state} cannot be reached`),
    ...orderStates.filter((state) => !closedStates.includes(state) && !left.has(state)).map((state) => `${state} cannot be left`),
  ]
  if (faults.length) throw new Error(`The table of order transitions is wrong: ${faults.join('; ')}`)
}
