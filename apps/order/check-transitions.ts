import { closedStates, orderStates, orderTransitions } from '@jari/contract/order-state.ts'
import type { OrderState, Transition } from '@jari/contract/order-state.ts'

/** What an order may begin as. */
const firstStates: readonly OrderState[] = ['awaiting', 'placed']

/** Throws an Error naming each fault of a table of transitions: doubled rows, ways out of a closed state other than a recall, recalls of steps that there are not, states that cannot be reached or left. */
export function checkTransitions(table: readonly Transition[] = orderTransitions): void {
  const pairs = table.map(({ from, to }) => `${from} → ${to}`)
  const reached = new Set(table.map(({ to }) => to))
  const left = new Set(table.map(({ from }) => from))
  const faults = [
    ...pairs.filter((pair, i) => pairs.indexOf(pair) !== i).map((pair) => `${pair} is there twice`),
    ...table.filter(({ from, recall }) => closedStates.includes(from) && !recall).map(({ from, to }) => `${from} → ${to} leaves a closed state`),
    ...table.filter(({ from, to, recall }) => recall && !table.some((row) => row.from === to && row.to === from && !row.recall)).map(({ from, to }) => `${from} → ${to} recalls what never was`),
    ...table.filter(({ by }) => by.length === 0).map(({ from, to }) => `nobody may do ${from} → ${to}`),
    ...orderStates.filter((state) => !firstStates.includes(state) && !reached.has(state)).map((state) => `${state} cannot be reached`),
    ...orderStates.filter((state) => !closedStates.includes(state) && !left.has(state)).map((state) => `${state} cannot be left`),
  ]
  if (faults.length) throw new Error(`The table of order transitions is wrong: ${faults.join('; ')}`)
}
