import type { Demo } from '@jari/contract/store.ts'
import { useEffect, useState } from 'preact/hooks'
import { useLanguage } from '../language/language.tsx'
import { SeatPanel } from '../order/seat-panel.tsx'
import { reasonOf } from '../request/reason.ts'
import { openSeat, type Seat } from '../session/seat.ts'

/** Lets somebody sit down at any of the demo's seats. */
export function DemoSeat({ demo }: { demo: Demo }) {
  const { say } = useLanguage()
  const [chosen, choose] = useState(demo.seats[0]?.id ?? '')
  const token = demo.seats.find((seat) => seat.id === chosen)?.seatToken
  return (
    <>
      <label class="seat-choice">
        {say('seat.choose')}
        <select value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          {demo.seats.map((seat) => (
            <option key={seat.id} value={seat.id}>
              {seat.name}
            </option>
          ))}
        </select>
      </label>
      {token && <OpenSeat key={chosen} seatToken={token} />}
    </>
  )
}

/** Opens a seat by its token and shows it. */
export function OpenSeat({ seatToken, titled = false }: { seatToken: string; titled?: boolean }) {
  const { say } = useLanguage()
  const [seat, setSeat] = useState<Seat | null>(null)
  const [fault, setFault] = useState<unknown>(null)
  useEffect(() => {
    openSeat(seatToken).then(setSeat, setFault)
  }, [seatToken])
  if (fault) return <p class="fault" role="alert">{isRefused(fault) ? say('seat.badLink') : reasonOf(fault, say)}</p>
  if (!seat) return <p class="quiet">{say('page.loading')}</p>
  return (
    <>
      {titled && <h2 id="seat">{say('seat.at', { seat: seat.first.seatName })}</h2>}
      <SeatPanel seat={seat} />
    </>
  )
}

function isRefused(fault: unknown): boolean {
  const status = (fault as { status?: number }).status
  return status !== undefined && status < 500
}
