/** What tests that are made from a document need besides it: real ids, and bodies that mean something. */
export type Fixtures = {
  /** Makes a thing for a parameter of a path, and returns its id: `orderId: () => placeOrder()`. */
  readonly things: Readonly<Record<string, (operationId: string) => Promise<string> | string>>
  /**
   * Bodies, by operation id, where one that only fits its schema does not do: from such a one (generated, or the smallest)
   * to one that names what is there. `storeId` is a store of the caller.
   */
  readonly bodies: Readonly<Record<string, (given: { body: Record<string, never>; storeId: string }) => Promise<unknown> | unknown>>
}
