import type { Reconciliation } from '@jari/contract/payment.ts'
import type { PaymentRepository, StoredPayment } from '../../payment-repository.ts'
import type { PaymentProvider, ProviderRecord } from './provider.ts'

type Difference = NonNullable<Reconciliation['provider']>['differences'][number]
type Totals = Reconciliation['methods'][number]

/** What came in and went out, by method. */
export function totalsOf(payments: readonly StoredPayment[]): Totals[] {
  const totals = new Map<string, Totals>()
  for (const { method, kind, amount, status } of payments) {
    const sum = totals.get(method) ?? { method, charges: 0, charged: 0, refunds: 0, refunded: 0, net: 0 }
    totals.set(method, sum)
    if (status !== 'succeeded') continue
    if (kind === 'charge') Object.assign(sum, { charges: sum.charges + 1, charged: sum.charged + amount, net: sum.net + amount })
    else Object.assign(sum, { refunds: sum.refunds + 1, refunded: sum.refunded + amount, net: sum.net - amount })
  }
  return [...totals.values()].toSorted((a, b) => (a.method < b.method ? -1 : 1))
}

/** Where the provider's records of a day and ours differ. `find` and `known` look for what is not among the day's: payments near midnight. */
export async function compare(
  ours: readonly StoredPayment[],
  theirs: readonly ProviderRecord[],
  find: (reference: string) => Promise<ProviderRecord | null>,
  known: (id: string) => Promise<boolean>,
): Promise<Difference[]> {
  const byReference = new Map(theirs.map((record) => [record.reference, record]))
  const differences: Difference[] = []
  for (const payment of ours) {
    const record = byReference.get(payment.id) ?? (await find(payment.id))
    const line = { paymentId: payment.id, ours: payment.amount, theirs: record?.amount ?? null }
    if (!record) {
      if (payment.status === 'succeeded') differences.push({ kind: 'missing-at-provider', ...line })
    } else if (record.amount !== payment.amount) differences.push({ kind: 'amount', ...line })
    else if (record.status !== payment.status) differences.push({ kind: 'status', ...line })
  }
  const mine = new Set(ours.map(({ id }) => id))
  for (const record of theirs) {
    if (!mine.has(record.reference) && !(await known(record.reference))) differences.push({ kind: 'missing-here', paymentId: record.reference, ours: null, theirs: record.amount })
  }
  return differences
}

/** The longest that a business day and a day of UTC can be apart, in milliseconds. */
const farthest = 15 * 3600_000

/** The report of a store's business day (YYYY-MM-DD). `sales` and `unpaid` come from its orders, in minor units. */
export async function reconcile(
  parts: { payments: PaymentRepository; provider: PaymentProvider | null },
  { storeId, day, currency, sales, unpaid }: { storeId: string; day: string; currency: string; sales: number; unpaid: number },
): Promise<Reconciliation> {
  const all = await parts.payments.ofDay(storeId, day)
  const report = { storeId, day, currency, methods: totalsOf(all), pending: all.filter(({ status }) => status === 'pending').length, sales, unpaid }
  const { provider } = parts
  if (!provider) return { ...report, provider: null }
  const start = Date.parse(`${day}T00:00:00Z`)
  const theirs = await provider.records(storeId, start - farthest, start + 24 * 3600_000 + farthest)
  const ours = all.filter(({ method }) => method === provider.name)
  const mine = new Set(ours.map(({ id }) => id))
  const ofDay = theirs.filter(({ reference }) => mine.has(reference))
  const sum = (kind: 'charge' | 'refund') => ofDay.reduce((total, record) => total + (record.kind === kind && record.status === 'succeeded' ? record.amount : 0), 0)
  const differences = await compare(ours, theirs, (reference) => provider.find(reference), async (id) => (await parts.payments.find(id)) !== null)
  return { ...report, provider: { name: provider.name, charged: sum('charge'), refunded: sum('refund'), differences } }
}
