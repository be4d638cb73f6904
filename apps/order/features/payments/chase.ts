import type { Log } from '@jari/service/log.ts'
import type { PaymentRepository, StoredPayment } from '../../payment-repository.ts'
import type { Cashier } from './cashier.ts'
import type { Ledger } from './ledger.ts'
import type { PaymentProvider } from './provider.ts'

export type ChaseParts = { readonly payments: PaymentRepository; readonly cashier: Cashier; readonly ledger: Ledger; readonly provider: PaymentProvider; readonly log: Log; readonly now: () => number }

/** Nothing is asked of a payment that is younger than this, in milliseconds: its notice is on the way. */
const notYet = 10_000
/** A charge is given up after this, in milliseconds: one that the provider has never heard of, and one that nobody paid. */
const giveUpAfter = { unknown: 30 * 60_000, unpaid: 24 * 3600_000 }

/** Asks the provider what became of payments whose notice never came, and asks for refunds that it has not heard of. How many were asked about. */
export async function chasePayments({ payments, cashier, ledger, provider, log, now }: ChaseParts): Promise<number> {
  const pending = await payments.pending(now() - notYet, 200)
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
    if (record && record.status !== 'pending') return ledger.settle(record, null)
    if (payment.kind === 'refund') return record ? undefined : void (await cashier.begin(payment))
    const age = now() - Date.parse(payment.createdAt)
    if (age < (record ? giveUpAfter.unpaid : giveUpAfter.unknown)) return
    // Should its money come all the same, it has come.
    await ledger.settle({ reference: payment.id, ref: record?.ref ?? '', kind: 'charge', status: 'failed', amount: payment.amount, reason: record ? 'nobody paid' : 'the provider never heard of it' }, null)
  }
}
