import type { Log } from '@jari/service/log.ts'
import type { PaymentRepository, StoredPayment } from '../../payment-repository.ts'
import type { Cashier } from './cashier.ts'
import type { PaymentProvider } from './provider.ts'

export type ChaseParts = { readonly payments: PaymentRepository; readonly cashier: Cashier; readonly provider: PaymentProvider; readonly log: Log; readonly now: () => number }

/** Nothing is asked of a payment that is younger than this, in milliseconds: its notice is on the way. */
const notYet = 10_000
/** A charge that the provider has never heard of is given up after this, in milliseconds. */
const giveUpAfter = 30 * 60_000

/** Asks the provider what became of payments whose notice never came, and asks for refunds that it has not heard of. How many were asked about. */
export async function chasePayments({ payments, cashier, provider, log, now }: ChaseParts): Promise<number> {
  const pending = await payments.pending(now() - notYet, 50)
  for (const payment of pending) {
    try {
      await chase(payment)
    } catch (error) {
      log.warn({ err: error, paymentId: payment.id }, 'a payment could not be asked about')
    }
  }
  return pending.length

  async function chase(payment: StoredPayment): Promise<void> {
    const record = await provider.find(payment.id)
    if (record && record.status !== 'pending') return cashier.settle(record, null)
    if (record) return
    if (payment.kind === 'refund') return void (await cashier.begin(payment))
    if (Date.parse(payment.createdAt) < now() - giveUpAfter) await cashier.settle({ reference: payment.id, ref: '', kind: 'charge', status: 'failed', amount: payment.amount, reason: 'the provider never heard of it' }, null)
  }
}
