/** Ids of the demo brand that every service seeds under when DEMO=1, so that their data belongs together. */
export const demo = {
  brandId: 'halfmoon',
  storeId: 'halfmoon-seongsu',
  otherStoreId: 'halfmoon-mangwon',
  thirdStoreId: 'halfmoon-jeju',
  staffName: 'jiwoo',
} as const
