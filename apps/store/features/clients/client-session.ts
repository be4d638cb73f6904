import type { ClientSession, ClientSignIn } from '@jari/contract/client.ts'
import type { Database } from '@jari/service/database.ts'
import { problems } from '@jari/service/problems.ts'
import { findClient } from '../../repositories/clients.ts'
import { storesOfBrand } from '../../repositories/stores.ts'
import { isSecret } from '../../secret.ts'
import { accessLifetime } from '../../tokens.ts'
import type { Tokens } from '../../tokens.ts'

/**
 * An access token for a service client, which names the stores there are now; 401 if there is no such client or the secret
 * is another. Nothing slows down guessing: a secret has 256 random bits.
 */
export async function openClientSession({ database, tokens, now }: { database: Database; tokens: Tokens; now: () => number }, { clientId, secret }: ClientSignIn): Promise<ClientSession> {
  const em = database.em()
  const client = await findClient(em, clientId)
  if (!client || !isSecret(secret, client.secretHash)) throw problems.unauthenticated('There is no such client, or its secret is another.')
  const { id, brandId, name, feeds } = client
  const all = (await storesOfBrand(em, brandId)).map((store) => store.id)
  const storeIds = client.storeIds ? all.filter((store) => client.storeIds?.includes(store)) : all
  const access = await tokens.access({ kind: 'service', sub: id, brandId, name, feeds, storeIds }, now() + accessLifetime * 1000)
  return { ...access, brandId, storeIds, feeds }
}
