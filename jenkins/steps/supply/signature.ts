import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { Failure } from '../outcome.ts'
import { attach, attachedTo, type Image } from './attached.ts'

const payloadType = 'application/vnd.dev.cosign.simplesigning.v1+json'
const signatureAnnotation = 'dev.cosignproject.cosign/signature'
const envelopeType = 'application/vnd.dsse.envelope.v1+json'
const statementType = 'application/vnd.in-toto+json'
const signatureType = 'cosign container image signature'
const bomType = 'https://cyclonedx.org/bom'

/** An ECDSA key on P-256 from a PEM text; `password` of an encrypted private key. Throws a Failure that does not quote the text. */
export function privateKey(pem: string, password: string | undefined): KeyObject {
  try {
    return onP256(createPrivateKey({ key: pem, ...(password === undefined ? {} : { passphrase: password }) }))
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('JARI_SIGNING_KEY cannot be read: a private key in PEM (PKCS 8, ECDSA on P-256) and, if it is encrypted, JARI_SIGNING_PASSWORD are needed')
  }
}

export function publicKey(pem: string): KeyObject {
  try {
    return onP256(createPublicKey(pem))
  } catch (error) {
    throw error instanceof Failure ? error : new Failure('the public key that images must be signed by cannot be read: a PEM text is needed')
  }
}

/**
 * Signs an image and attaches its bill of materials as a signed statement, in the forms that cosign writes and verifies by key:
 * "simple signing" for the image, an in-toto statement in a DSSE envelope for the bill. No log and no authority is asked.
 * Sources: cosign's SIGNATURE_SPEC.md and ATTESTATION_SPEC.md; DSSE protocol 1.0; in-toto Statement v0.1.
 */
export async function signImage(image: Image, bom: object, key: KeyObject): Promise<void> {
  const payload = Buffer.from(JSON.stringify({ critical: criticalOf(image), optional: null }))
  await attach(image, 'sig', { mediaType: payloadType, bytes: payload, annotations: { [signatureAnnotation]: sign('sha256', payload, key).toString('base64') } })
  const statement = Buffer.from(JSON.stringify({ _type: 'https://in-toto.io/Statement/v0.1', predicateType: bomType, subject: [{ name: nameOf(image), digest: { sha256: image.digest.slice('sha256:'.length) } }], predicate: bom }))
  const envelope = { payloadType: statementType, payload: statement.toString('base64'), signatures: [{ keyid: '', sig: sign('sha256', preAuthenticated(statement), key).toString('base64') }] }
  await attach(image, 'att', { mediaType: envelopeType, bytes: Buffer.from(JSON.stringify(envelope)), annotations: { [signatureAnnotation]: '', predicateType: bomType } })
}

/** Whether the key has signed exactly this image. */
export async function isSigned(image: Image, key: KeyObject): Promise<boolean> {
  // the digest is what counts: the same image is the same under every name of its registry
  const said = ({ critical }: { critical: ReturnType<typeof criticalOf> }) => critical.type === signatureType && critical.image['docker-manifest-digest'] === image.digest
  return (await attachedTo(image, 'sig')).some(({ mediaType, bytes, annotations }) =>
    mediaType === payloadType &&
    verify('sha256', bytes, key, Buffer.from(annotations[signatureAnnotation] ?? '', 'base64')) &&
    said(JSON.parse(bytes.toString('utf8')) as { critical: ReturnType<typeof criticalOf> }))
}

/** The bills of materials that the key has signed for exactly this image. */
export async function signedBoms(image: Image, key: KeyObject): Promise<object[]> {
  const envelopes = (await attachedTo(image, 'att')).filter(({ mediaType }) => mediaType === envelopeType).map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as { payloadType: string; payload: string; signatures: { sig: string }[] })
  return envelopes.flatMap(({ payloadType: type, payload, signatures }) => {
    const statement = Buffer.from(payload, 'base64')
    if (type !== statementType || !signatures.some(({ sig }) => verify('sha256', preAuthenticated(statement), key, Buffer.from(sig, 'base64')))) return []
    const { predicateType, subject, predicate } = JSON.parse(statement.toString('utf8')) as { predicateType: string; subject: { digest: { sha256?: string } }[]; predicate: object }
    return predicateType === bomType && subject.some(({ digest }) => `sha256:${digest.sha256}` === image.digest) ? [predicate] : []
  })
}

const nameOf = ({ registry, repository }: Image) => `${registry}/${repository}`
const criticalOf = (image: Image) => ({ identity: { 'docker-reference': nameOf(image) }, image: { 'docker-manifest-digest': image.digest }, type: signatureType })

/** What a DSSE signature is over: the type and the payload, each with its length, so that neither can be taken for the other. */
function preAuthenticated(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${statementType.length} ${statementType} ${payload.length} `), payload])
}

function onP256(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw new Failure('images are signed with ECDSA on P-256: this key is of another kind')
  return key
}
