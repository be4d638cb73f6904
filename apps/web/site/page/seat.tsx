import { OpenSeat } from './open-seat.tsx'
import { showPage } from './page.tsx'

// the seat's token is the rest of the path that its QR code holds
const seatToken = decodeURIComponent(location.pathname.split('/')[2] ?? '')
showPage(
  <section class="panel seat">
    <OpenSeat seatToken={seatToken} titled />
  </section>,
)
