/** How the provider sees one of our payments. `reference` is our id of it, `ref` the provider's; amounts in minor units. */
export type ProviderRecord = { readonly reference: string; readonly ref: string; readonly kind: 'charge' | 'refund'; readonly status: 'pending' | 'succeeded' | 'failed'; readonly amount: number; readonly reason?: string | undefined }

/** What the provider tells us by itself. The same notice may come several times, late, and in any order. */
export type ProviderNotice = { readonly id: string; readonly record: ProviderRecord }

/** Whoever takes guests' money. Every call may be repeated: the provider knows our ids. Each throws if there is no answer. */
export type PaymentProvider = {
  readonly name: string
  /** Asks for money; the guest pays at `checkoutUrl`. */
  charge(input: { reference: string; store: string; amount: number; currency: string }): Promise<{ ref: string; checkoutUrl: string }>
  /** Asks for money to be given back of the charge that the provider calls `charge`. */
  refund(input: { reference: string; store: string; charge: string; amount: number; currency: string }): Promise<{ ref: string }>
  find(reference: string): Promise<ProviderRecord | null>
  /** A store's records made between two times, in milliseconds. */
  records(store: string, from: number, to: number): Promise<ProviderRecord[]>
  /** Reads a notice; throws unauthenticated (401) if it is not the provider's, or older than five minutes. */
  readNotice(body: string, signature: string, now: number): ProviderNotice
}
