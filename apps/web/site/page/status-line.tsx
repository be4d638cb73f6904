import { useSignal, useSignalEffect, type Signal } from '@preact/signals'
import { createContext, type ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'

const Status = createContext<(text: string) => void>(() => {})

/** Says a short sentence to everybody: shown in the status line and read out by screen readers. */
export function useTell(): (text: string) => void {
  return useContext(Status)
}

/** Gives its children a status line: the only part of a page that screen readers follow by themselves. */
export function StatusLine({ children }: { children: ComponentChildren }) {
  const text = useSignal('')
  return (
    <Status value={(next) => (text.value = next)}>
      {children}
      <Line text={text} />
    </Status>
  )
}

/** How long a sentence stays, in milliseconds; what it tells of shows elsewhere on the page too. */
const shownMs = 6_000

function Line({ text }: { text: Signal<string> }) {
  useSignalEffect(() => {
    if (!text.value) return
    const timer = setTimeout(() => (text.value = ''), shownMs)
    return () => clearTimeout(timer)
  })
  return (
    <p class="status-line" role="status">
      {text}
    </p>
  )
}
